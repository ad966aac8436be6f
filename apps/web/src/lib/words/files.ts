import type { FileKind } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'

const kindText: Record<FileKind, () => string> = {
  activity: m.kind_activity,
  monitoring: m.kind_monitoring,
  sleep: m.kind_sleep,
  hrv: m.kind_hrv,
  metrics: m.kind_metrics,
  workout: m.kind_workout,
  course: m.kind_course,
  settings: m.kind_settings,
  device: m.kind_device,
  goals: m.kind_goals,
  totals: m.kind_totals,
  sport: m.kind_sport,
  schedule: m.kind_schedule,
  weight: m.kind_weight,
  blood_pressure: m.kind_blood_pressure,
  segment: m.kind_segment,
  archive: m.kind_archive,
  other: m.kind_other,
}

/** What a file holds, whether or not there is a table for it. */
export const fileKindText = (kind: string): string => (kindText[kind as FileKind] ?? m.kind_other)()

/** Why a file could not be read. */
const reasonText: Record<string, () => string> = {
  empty: m.reason_empty,
  too_large: m.reason_too_large,
  not_fit: m.reason_damaged,
  nothing_readable: m.reason_nothing_readable,
  too_many_sessions: m.reason_too_many_sessions,
  unknown_format: m.reason_unknown_format,
  unknown_xml: m.reason_unknown_format,
  xml_malformed: m.reason_damaged,
  xml_entity: m.reason_unsafe,
  xml_too_large: m.reason_too_large,
  xml_too_deep: m.reason_unsafe,
  unknown_csv: m.reason_unknown_csv,
  csv_malformed: m.reason_damaged,
  gzip_damaged: m.reason_damaged,
  gzip_nested: m.reason_unsafe,
  entry_damaged: m.reason_damaged,
  archive_damaged: m.reason_archive_damaged,
  archive_too_many_entries: m.reason_archive_too_large,
  archive_too_large: m.reason_archive_too_large,
  archive_too_deep: m.reason_archive_too_deep,
  archive_ratio: m.reason_unsafe,
  archive_overlap: m.reason_unsafe,
}

export const reasonTextOf = (reason: string): string => reasonText[reason]?.() ?? reason
