import type { ErrorCode, FileKind, LocalDate } from '@rc/domain'
import { AppError } from '@rc/domain'
import type { Tenant } from '../database.ts'

export type ImportItemState = 'queued' | 'working' | 'done' | 'duplicate' | 'failed'
export type BatchSource = 'upload' | 'folder' | 'sync'
export type BatchState = 'running' | 'paused' | 'undone'

export interface BatchRow {
  id: number
  source: BatchSource
  name: string
  state: BatchState
  createdAt: Date
  counts: Record<ImportItemState, number>
  activities: number
  /** Items that ended within the last minute, and how long ago the first of them did. */
  recent: { items: number; seconds: number }
}

export interface ItemRow {
  id: number
  name: string
  bytes: number
  state: ImportItemState
  kind: FileKind | null
  title: string | null
  errorCode: ErrorCode | null
  reasons: string[]
  flags: string[]
  activityIds: number[]
}

export async function insertBatch({ sql, userId }: Tenant, source: BatchSource, name: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into import_batches (user_id, source, name) values (${userId}, ${source}, ${name}) returning id`
  return row!.id
}

/** Newest first, from below `beforeId` on; or the one with this id. */
export async function listBatches(
  { sql }: Tenant,
  which: { beforeId: number | null; limit: number } | { id: number },
): Promise<BatchRow[]> {
  const page =
    'id' in which ? sql`b.id = ${which.id}` : sql`(${which.beforeId}::int is null or b.id < ${which.beforeId})`
  const rows = await sql<BatchRow[]>`
    with page as (
      select * from import_batches b where ${page} order by id desc limit ${'id' in which ? 1 : which.limit}
    )
    select b.id, b.source, b.name, b.state, b.created_at as "createdAt", c.counts, c.activities, c.recent
    from page b cross join lateral (
      select
        json_build_object('queued', count(*) filter (where i.state = 'queued'), 'working', count(*) filter (where i.state = 'working'),
          'done', count(*) filter (where i.state = 'done'), 'duplicate', count(*) filter (where i.state = 'duplicate'),
          'failed', count(*) filter (where i.state = 'failed')) as counts,
        coalesce(sum(i.activity_count) filter (where i.state = 'done'), 0) as activities,
        json_build_object('items', count(*) filter (where ended), 'seconds',
          coalesce(extract(epoch from now() - min(i.updated_at) filter (where ended)), 0)) as recent
      from import_items i
      cross join lateral (select i.state not in ('queued', 'working') and i.updated_at > now() - interval '1 minute' as ended) e
      where i.batch_id = b.id
    ) c
    order by b.id desc`
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt), activities: Number(row.activities) }))
}

export async function getBatch(tenant: Tenant, id: number): Promise<BatchRow> {
  const [row] = await listBatches(tenant, { id })
  if (!row) throw new AppError('not_found', 'no such import')
  return row
}

/** Locks the batch for the rest of the transaction and tells how it stands. */
export async function lockBatch({ sql }: Tenant, id: number): Promise<BatchState> {
  const [row] = await sql<{ state: BatchState }[]>`select state from import_batches where id = ${id} for update`
  if (!row) throw new AppError('not_found', 'no such import')
  return row.state
}

/** As `lockBatch`, but others may look as well; null when there is none. */
export async function readBatchState({ sql }: Tenant, id: number): Promise<BatchState | null> {
  const [row] = await sql<{ state: BatchState }[]>`select state from import_batches where id = ${id} for share`
  return row?.state ?? null
}

export async function setBatchState({ sql }: Tenant, id: number, state: BatchState): Promise<void> {
  await sql`update import_batches set state = ${state} where id = ${id}`
}

/** The folder's batch of today, so that a day's files stand together. */
export async function findFolderBatch({ sql }: Tenant, name: string): Promise<number | null> {
  const [row] = await sql<{ id: number }[]>`
    select id from import_batches where source = 'folder' and name = ${name} and state = 'running' order by id desc limit 1`
  return row?.id ?? null
}

export interface NewItem {
  batchId: number
  parentId: number | null
  name: string
  bytes: number
  rawFileId: number | null
  state: ImportItemState
  errorCode?: ErrorCode
  reasons?: string[]
}

/** Adds a file to a batch; `isNew: false` when the same file stands there under this name already. */
export async function insertItem(tenant: Tenant, item: NewItem): Promise<{ id: number; isNew: boolean }> {
  const { sql, userId } = tenant
  const find = async () => {
    const [known] = await sql<{ id: number }[]>`
      select id from import_items where batch_id = ${item.batchId} and name = ${item.name}
        and parent_id is not distinct from ${item.parentId}::int and raw_file_id is not distinct from ${item.rawFileId}::int`
    return known ? { id: known.id, isNew: false } : null
  }
  // What has no bytes is unique by nothing but this look.
  const known = item.rawFileId === null ? await find() : null
  if (known) return known
  const [made] = await sql<{ id: number }[]>`
    insert into import_items (user_id, batch_id, parent_id, name, bytes, raw_file_id, state, error_code, reasons)
    values (${userId}, ${item.batchId}, ${item.parentId}, ${item.name}, ${item.bytes}, ${item.rawFileId}, ${item.state},
      ${item.errorCode ?? null}, ${item.reasons ?? []}::text[])
    on conflict (batch_id, parent_id, name, raw_file_id) where raw_file_id is not null do nothing returning id`
  return made ? { id: made.id, isNew: true } : (await find())!
}

export async function listItems(
  { sql }: Tenant,
  which: { batchId: number; afterId: number | null; limit: number; state: ImportItemState | null } | { id: number },
): Promise<ItemRow[]> {
  const condition =
    'id' in which
      ? sql`i.id = ${which.id}`
      : sql`i.batch_id = ${which.batchId} and (${which.afterId}::int is null or i.id > ${which.afterId})
          and (${which.state}::text is null or i.state = ${which.state})`
  return sql<ItemRow[]>`
    select i.id, i.name, i.bytes, i.state, f.kind, f.title, i.error_code as "errorCode", i.reasons,
      coalesce(f.flags, '{}') as flags,
      array(select a.id from activities a where a.raw_file_id = i.raw_file_id order by a.recording_index) as "activityIds"
    from import_items i left join garmin_raw_files f on f.id = i.raw_file_id
    where ${condition} order by i.id limit ${'id' in which ? 1 : which.limit}`
}

/** Where a job's item stands: its batch, and the state of that. */
export async function getItemBatch(
  { sql }: Tenant,
  itemId: number,
): Promise<{ batchId: number; parentId: number | null; state: BatchState } | null> {
  const [row] = await sql<{ batchId: number; parentId: number | null; state: BatchState }[]>`
    select b.id as "batchId", i.parent_id as "parentId", b.state from import_items i join import_batches b on b.id = i.batch_id where i.id = ${itemId}`
  return row ?? null
}

export async function setItemState(
  { sql }: Tenant,
  itemId: number,
  to: { state: ImportItemState; errorCode?: ErrorCode; reasons?: string[]; activityCount?: number },
): Promise<void> {
  await sql`
    update import_items set state = ${to.state}, error_code = ${to.errorCode ?? null}, reasons = ${to.reasons ?? []}::text[],
      activity_count = ${to.activityCount ?? 0}
    where id = ${itemId}`
}

/** Files that this batch brought and that no other batch has delivered as well: those are handed over to it first. */
export async function listFilesOnlyOf({ sql }: Tenant, batchId: number, limit: number): Promise<number[]> {
  await sql`
    with heirs as (
      select distinct on (i.raw_file_id) i.raw_file_id, i.id as item_id, i.batch_id
      from import_items i join import_batches b on b.id = i.batch_id join garmin_raw_files f on f.id = i.raw_file_id
      where f.import_batch_id = ${batchId} and i.batch_id <> ${batchId} and b.state <> 'undone'
      order by i.raw_file_id, i.id
    ), done as (
      update import_items i set state = 'done',
        activity_count = (select count(*) from activities a where a.raw_file_id = h.raw_file_id)
      from heirs h where i.id = h.item_id
    )
    update garmin_raw_files f set import_batch_id = h.batch_id from heirs h where f.id = h.raw_file_id`
  const rows = await sql<{ id: number }[]>`
    select id from garmin_raw_files where import_batch_id = ${batchId} order by id limit ${limit} for update`
  return rows.map((row) => row.id)
}

export async function deleteItems({ sql }: Tenant, batchId: number): Promise<void> {
  await sql`delete from import_items where batch_id = ${batchId}`
}

/** How much there is of one athlete. */
export async function countIngested({ sql }: Tenant): Promise<{
  rawFiles: number
  unreadableFiles: number
  activities: number
  samples: number
  newestDay: LocalDate | null
  lastImportAt: Date | null
}> {
  const [row] = await sql<
    {
      rawFiles: number
      unreadableFiles: number
      activities: number
      samples: number
      newestDay: LocalDate | null
      lastImportAt: string | null
    }[]
  >`
    select f.*, a.*, (select max(created_at) from import_batches) as "lastImportAt"
    from (select count(*) as "rawFiles", count(*) filter (where state = 'unreadable') as "unreadableFiles" from garmin_raw_files) f,
      (select count(*) filter (where duplicate_of is null) as activities, coalesce(sum(sample_count), 0) as samples,
        max(local_date) as "newestDay" from activities) a`
  const { lastImportAt, ...counts } = row!
  return { ...counts, lastImportAt: lastImportAt === null ? null : new Date(lastImportAt) }
}

/** The import into which a vendor's files go; a new one where the last was taken back. */
export async function openSyncBatch(tenant: Tenant, name: string): Promise<number> {
  const { sql } = tenant
  const [row] = await sql<{ id: number }[]>`
    select id from import_batches where source = 'sync' and name = ${name} and state <> 'undone' order by id desc limit 1`
  return row?.id ?? insertBatch(tenant, 'sync', name)
}
