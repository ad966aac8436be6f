import { openDatabase } from '@rc/db'
import { listUserIds } from '@rc/db/queries/users'
import { replayAnswers } from '@rc/services/ai/replay'
import { composeExec, dockerAnswers } from './appliance/compose.ts'
import { readRunState } from './appliance/run-state.ts'
import { hasDatabase, withDatabase } from './appliance/with-database.ts'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

// Reads every kept answer of a model again with the rules of this version: no network, nothing is stored. One line of JSON
// for each; ends with 1 when one of them would be blocked now.
await runMain(async () => {
  const config = readSettings()
  if (readRunState(config.dataDir)?.by === 'compose' && dockerAnswers())
    return composeExec(config, 'scripts/ai-replay.ts')
  if (!hasDatabase(config)) throw explain('There are no accounts here yet.', 'Start with ./scripts/up')
  await withDatabase(config, async (reachable) => {
    const database = openDatabase({ url: reachable.databaseUrl('rc_app'), maxConnections: 1 })
    try {
      for (const userId of await listUserIds(database))
        for (const answer of await replayAnswers({ database, now: () => new Date() }, userId)) {
          console.log(JSON.stringify(answer))
          if (answer.outcome === 'blocked') process.exitCode = 1
        }
    } finally {
      await database.close()
    }
  })
})
