import { startEphemeralStores } from './stores/ephemeral-stores.ts'
import { runMain } from './run-main.ts'

// Throw-away stores for running single integration tests by hand: paste the two lines into the shell that runs them.
await runMain(async () => {
  const stores = await startEphemeralStores()
  console.log(`export RC_TEST_DATABASE_URL=${stores.databaseUrl}`)
  console.log(`export RC_TEST_REDIS_URL=${stores.redisUrl}`)
  console.error('Ctrl-C stops them and removes their files.')
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve))
  await stores.stop()
})
