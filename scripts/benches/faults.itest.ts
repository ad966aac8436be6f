import postgres from 'postgres'
import { expect, test } from 'vitest'
import { surviveFaults } from './faults.ts'

test('an import survives six killed workers, a forgetful queue and a database that hangs up', async () => {
  const differences = await surviveFaults({
    files: 60,
    kills: 6,
    // The stores of the tests are shared: only what is ours is emptied and broken.
    flush: (redis) => redis.flushdb(),
    breakDatabase: async ({ database }) => {
      const sql = postgres(database.adminUrl, { max: 1 })
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
      await sql.end()
    },
  })
  expect(differences).toEqual([])
}, 240_000)
