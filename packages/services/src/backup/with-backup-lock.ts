import postgres from 'postgres'
import { refuse } from './refusal.ts'

/** One backup or clean-up at a time, from whatever process; the number is ours alone. */
const LOCK = 7_262_119

/** Connects as rc_backup and holds the lock meanwhile. A second one does not wait. */
export async function withBackupLock<T>(databaseUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(databaseUrl, {
    max: 1,
    onnotice: () => {},
    connect_timeout: 10,
    // The snapshot's transaction waits while the dump is written, and a long table is hashed in one statement.
    connection: { application_name: 'rc-backup', statement_timeout: 0, idle_in_transaction_session_timeout: 0 },
  })
  try {
    const [lock] = await sql`select pg_try_advisory_lock(${LOCK}) as mine`
    if (!lock?.['mine']) throw refuse('A backup is being made already.')
    return await work(sql)
  } finally {
    await sql.end()
  }
}
