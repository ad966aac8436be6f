import { parseArgs } from 'node:util'
import { openDatabase } from '@rc/db'
import { resetPassword } from '@rc/services/auth/change-password'
import { composeExec, dockerAnswers } from './appliance/compose.ts'
import { readRunState } from './appliance/run-state.ts'
import { hasDatabase, withDatabase } from './appliance/with-database.ts'
import { readSettings } from './read-settings.ts'
import { explain, runMain } from './run-main.ts'

// Gives an account a new password and ends its sessions. --totp: also removes its second step.
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { totp: { type: 'boolean', default: false } },
  })
  const [login] = positionals
  if (!login || positionals.length > 1)
    throw explain('Whose password?', 'Name one login: ./scripts/reset-password LOGIN')
  const config = readSettings()
  if (readRunState(config.dataDir)?.by === 'compose' && dockerAnswers())
    return composeExec(config, 'scripts/reset-password.ts', process.argv.slice(2))
  if (!hasDatabase(config)) throw explain('There are no accounts here yet.', 'Start with ./scripts/up')

  await withDatabase(config, async (reachable) => {
    const database = openDatabase({ url: reachable.databaseUrl('rc_app'), maxConnections: 1 })
    try {
      const { password, sessionsEnded } = await resetPassword({ database }, login, values)
      console.log(`The new password of ${login} is ${password}`)
      console.log(
        `Sessions ended: ${sessionsEnded}. ${values.totp ? 'Two steps are off. ' : ''}API tokens are left alone.`,
      )
      console.log('Log in and choose another password in the settings.')
    } finally {
      await database.close()
    }
  })
})
