import { AppError } from '@rc/domain'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import postgres from 'postgres'
import * as schema from './schema/index.ts'
import { wire } from './wire.ts'

type Schema = typeof schema
export type Transaction = Parameters<Parameters<PostgresJsDatabase<Schema>['transaction']>[0]>[0]

/** One athlete inside one transaction: what every query about their rows takes first. */
export interface Tenant {
  userId: number
  tx: Transaction
  /** The driver in the same transaction, for COPY and for statements that are worth preparing. Dates go as ISO text. */
  sql: postgres.TransactionSql
}

export interface Database {
  /** Runs `work` in one transaction that sees and writes this athlete's rows only. */
  asUser<T>(userId: number, work: (tenant: Tenant) => Promise<T>): Promise<T>
  /** The same for reading: all statements see the rows of one moment. */
  asReader<T>(userId: number, work: (tenant: Tenant) => Promise<T>): Promise<T>
  /**
   * Runs `work` while nobody else holds `key`, in any process; null when somebody does. The lock lies on a connection of
   * its own and goes with it, however this process ends.
   */
  holdAlone<T>(key: string, work: () => Promise<T>): Promise<T | null>
  /** Outside any athlete: only the doors of the schema (find_session, claim_job …) answer here. */
  db: PostgresJsDatabase<Schema>
  /** The driver itself, for COPY and LISTEN. */
  client: postgres.Sql
  close(): Promise<void>
}

export interface DatabaseOptions {
  url: string
  maxConnections?: number
  /** The worker logs in as rc_ingest and works as rc_app. */
  workAsApp?: boolean
  applicationName?: string
}

/** Of the locks that are named by text. */
const LOCK_SPACE = 7_262_123

/** Opens a pool. Numbers of `bigint` columns are JavaScript numbers; a lost server throws `unavailable`. */
export function openDatabase({
  url,
  maxConnections = 8,
  workAsApp = false,
  applicationName = 'runningcoach',
}: DatabaseOptions): Database {
  const client = postgres(url, {
    ...wire,
    max: maxConnections,
    idle_timeout: 60,
    connect_timeout: 5,
    onnotice: () => {},
    connection: {
      application_name: applicationName,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 120_000,
      ...(workAsApp ? { role: 'rc_app' } : {}),
    },
    types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
  })
  const db = drizzle(client, { schema, casing: 'snake_case' })
  const begin = <T>(userId: number, work: (tenant: Tenant) => Promise<T>, config?: PgTransactionConfig): Promise<T> => {
    if (!Number.isSafeInteger(userId) || userId <= 0) throw new AppError('internal', 'no such athlete')
    return db.transaction(async (tx) => {
      const sql = driverOf(tx)
      // Sent, not awaited: it is ahead of whatever follows, and when it fails so does that.
      void sql`select set_config('app.user_id', ${String(userId)}, true)`.execute()
      return work({ userId, tx, sql })
    }, config)
  }
  return {
    client,
    db,
    asUser: (userId, work) => begin(userId, work),
    holdAlone: async (key, work) => {
      const line = postgres(url, {
        ...wire,
        max: 1,
        max_lifetime: null,
        connect_timeout: 5,
        onnotice: () => {},
        connection: { application_name: `${applicationName}-lock`, ...(workAsApp ? { role: 'rc_app' } : {}) },
      })
      try {
        const [row] = await line<{ held: boolean }[]>`
          select pg_try_advisory_lock(hashtextextended(${key}, ${LOCK_SPACE})) as held`
        return row?.held ? await work() : null
      } finally {
        await line.end({ timeout: 1 })
      }
    },
    asReader: (userId, work) => begin(userId, work, { isolationLevel: 'repeatable read', accessMode: 'read only' }),
    close: () => client.end({ timeout: 5 }),
  }
}

/** Drizzle keeps its driver to itself, and a second transaction beside it would be another one. */
const driverOf = (tx: Transaction): postgres.TransactionSql =>
  (tx as unknown as { session: { client: postgres.TransactionSql } }).session.client
