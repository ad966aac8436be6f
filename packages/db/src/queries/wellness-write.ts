import type { Tenant } from '../database.ts'
import { insertJsonRows, type JsonRows } from './json-rows.ts'

/** Rows of `sleep`, `health_metrics` and `hr_records` that one file says. */
export interface WellnessRows {
  sleep: JsonRows
  healthMetrics: JsonRows
  hrRecords: JsonRows
}

/** Replaces what this file says; null when it says nothing of the kind. */
export async function replaceWellness(tenant: Tenant, rawFileId: number, rows: WellnessRows | null): Promise<void> {
  const { sql } = tenant
  await Promise.all([
    sql`delete from sleep where raw_file_id = ${rawFileId}`,
    sql`delete from health_metrics where raw_file_id = ${rawFileId}`,
    sql`delete from hr_records where raw_file_id = ${rawFileId}`,
  ])
  if (!rows) return
  await insertJsonRows(
    tenant,
    { raw_file_id: rawFileId },
    { sleep: rows.sleep, health_metrics: rows.healthMetrics, hr_records: rows.hrRecords },
  )
}

/** The same for events; the rows name theirs in `raw_event_id`. */
export async function replaceEventWellness(tenant: Tenant, eventIds: number[], rows: WellnessRows): Promise<void> {
  const { sql } = tenant
  if (eventIds.length > 0)
    await Promise.all([
      sql`delete from sleep where raw_event_id = any(${eventIds}::int[])`,
      sql`delete from health_metrics where raw_event_id = any(${eventIds}::int[])`,
      sql`delete from hr_records where raw_event_id = any(${eventIds}::int[])`,
    ])
  await insertJsonRows(
    tenant,
    {},
    { sleep: rows.sleep, health_metrics: rows.healthMetrics, hr_records: rows.hrRecords },
  )
}
