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
  const shared = { raw_file_id: rawFileId }
  await Promise.all([
    insertJsonRows(tenant, 'sleep', shared, rows.sleep),
    insertJsonRows(tenant, 'health_metrics', shared, rows.healthMetrics),
    insertJsonRows(tenant, 'hr_records', shared, rows.hrRecords),
  ])
}
