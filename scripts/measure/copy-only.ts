import { once } from 'node:events'
import { copyOut } from '@rc/db/queries/copy-out'
import type postgres from 'postgres'
import { timed } from './figures.ts'

const ofActivities = 'id in (select raw_event_id from activities)'
/** What must be there before a file's rows can be: its athlete, its batch, itself and its activities, with those of an answer. */
const parents = [
  ['users', 'true'],
  ['import_batches', 'true'],
  ['garmin_raw_files', 'true'],
  ['garmin_raw_events', ofActivities],
  ['activities', 'true'],
] as const
/** The rows that a file's content becomes, by what they belong to. */
const ofActivity = [
  'activity_sessions',
  'activity_laps',
  'activity_lengths',
  'activity_events',
  'activity_rr',
  'activity_developer_channels',
  'activity_samples',
] as const
const ofFile = ['hr_records', 'health_metrics', 'sleep'] as const
/** Answers of vendors, some at a time as they come. */
const eventsAtOnce = 24

interface Block {
  table: string
  bytes: Buffer
}

/**
 * Milliseconds that it takes to COPY the rows of every file from one database into an empty one of the same schema (same
 * indexes and foreign keys), over one connection, a transaction a file. Reading them out is not counted.
 */
export async function copyOnly(from: postgres.Sql, to: postgres.Sql): Promise<{ ms: number; rows: number }> {
  for (const [table, where] of parents) await copyIn(to, { table, bytes: await rowsOf(from, table, where) })
  const files = await from<{ id: number; activityIds: number[] }[]>`
    select f.id, coalesce(array_agg(a.id) filter (where a.id is not null), '{}') as "activityIds"
    from garmin_raw_files f left join activities a on a.raw_file_id = f.id group by f.id order by f.id`
  let ms = 0
  for (const { id, activityIds } of files) {
    const blocks: Block[] = []
    for (const table of ofFile) blocks.push({ table, bytes: await rowsOf(from, table, `raw_file_id = ${Number(id)}`) })
    if (activityIds.length > 0)
      for (const table of ofActivity)
        blocks.push({ table, bytes: await rowsOf(from, table, `activity_id in (${activityIds.map(Number).join()})`) })
    ms += (await timed(() => to.begin((tx) => copyAll(tx, blocks)))).ms
  }
  const events = await from<
    { id: number }[]
  >`select id from garmin_raw_events where id not in (select raw_event_id from activities where raw_event_id is not null) order by id`
  for (let at = 0; at < events.length; at += eventsAtOnce) {
    const ids = events
      .slice(at, at + eventsAtOnce)
      .map(({ id }) => Number(id))
      .join()
    const blocks: Block[] = [
      { table: 'garmin_raw_events', bytes: await rowsOf(from, 'garmin_raw_events', `id in (${ids})`) },
    ]
    for (const table of ofFile) blocks.push({ table, bytes: await rowsOf(from, table, `raw_event_id in (${ids})`) })
    ms += (await timed(() => to.begin((tx) => copyAll(tx, blocks)))).ms
  }
  const [samples] = await to<{ rows: number }[]>`select count(*)::int as rows from activity_samples`
  return { ms, rows: samples?.rows ?? 0 }
}

async function copyAll(tx: postgres.TransactionSql, blocks: Block[]): Promise<void> {
  for (const block of blocks) await copyIn(tx, block)
}

const rowsOf = (sql: postgres.Sql, table: string, where: string): Promise<Buffer> =>
  copyOut(sql, `copy (select * from ${table} where ${where}) to stdout with (format binary)`)

/** Header and trailer of a binary COPY without rows. */
const emptyBytes = 21

async function copyIn(sql: postgres.ISql, { table, bytes }: Block): Promise<void> {
  if (bytes.length <= emptyBytes) return
  const stream = await sql.unsafe(`copy ${table} from stdin with (format binary)`).writable()
  stream.end(bytes)
  await once(stream, 'finish')
}
