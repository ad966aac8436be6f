import type { StatusCheck } from '@rc/contract'
import { formatAgo, formatMoment } from '#lib/format/date.ts'
import { formatBytes } from '#lib/format/number.ts'
import { me } from '#lib/session.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'

export const partText: Record<StatusCheck['part'], () => string> = {
  database: m.health_part_database,
  queue: m.health_part_queue,
  jobs: m.health_part_jobs,
  disk: m.health_part_disk,
  backup: m.health_part_backup,
  proof: m.health_part_proof,
  offsite: m.health_part_offsite,
  versions: m.health_part_versions,
}

interface Facts {
  count(name: string): number
  bytes(name: string): string
  ago(name: string): string
  /** Day and time of day. */
  when(name: string): string
  text(name: string): string
}

/** What the code of a part says, and what there is to do about it. */
const sayings: Record<StatusCheck['code'], { says: (facts: Facts) => string; todo?: () => string }> = {
  database_ok: { says: () => m.health_database_ok() },
  database_unreachable: { says: () => m.health_database_unreachable(), todo: m.health_todo_restart },
  database_schema_differs: { says: () => m.health_database_schema_differs(), todo: m.health_todo_restart },
  queue_ok: { says: () => m.health_queue_ok() },
  queue_unreachable: { says: () => m.health_queue_unreachable(), todo: m.health_todo_restart },
  queue_evicts: { says: () => m.health_queue_evicts(), todo: m.health_todo_eviction },
  queue_filling: { says: (f) => m.health_queue_filling({ pct: f.count('usedPct') }), todo: m.health_todo_wait },
  jobs_ok: {
    says: (f) => (f.count('waiting') > 0 ? m.health_jobs_busy({ count: f.count('waiting') }) : m.health_jobs_ok()),
  },
  jobs_failed: { says: (f) => m.health_jobs_failed({ count: f.count('failed') }), todo: m.health_todo_jobs },
  jobs_late: { says: (f) => m.health_jobs_late({ minutes: f.count('minutes') }), todo: m.health_todo_restart },
  disk_ok: { says: (f) => m.health_disk_free({ free: f.bytes('freeBytes'), total: f.bytes('totalBytes') }) },
  disk_filling: {
    says: (f) => m.health_disk_filling({ free: f.bytes('freeBytes'), reserve: f.bytes('reserveBytes') }),
    todo: m.health_todo_disk,
  },
  disk_nearly_full: {
    says: (f) =>
      withParticles(m.health_disk_nearly_full({ free: f.bytes('freeBytes'), reserve: f.bytes('reserveBytes') })),
    todo: m.health_todo_disk,
  },
  disk_unreachable: { says: () => m.health_disk_unreachable(), todo: m.health_todo_restart },
  backup_ok: { says: (f) => m.health_backup_ok({ ago: f.ago('at'), size: f.bytes('bytes') }) },
  backup_expected: { says: () => m.health_backup_expected() },
  backup_failed: { says: (f) => m.health_backup_failed({ ago: f.ago('failedAt') }), todo: m.health_todo_backup },
  backup_old: { says: (f) => m.health_backup_old({ ago: f.ago('at') }), todo: m.health_todo_backup },
  proof_ok: { says: (f) => m.health_proof_ok({ when: f.when('at') }) },
  proof_expected: { says: () => m.health_proof_expected() },
  proof_failed: { says: (f) => m.health_proof_failed({ ago: f.ago('failedAt') }), todo: m.health_todo_proof },
  proof_old: { says: (f) => m.health_proof_old({ ago: f.ago('at') }), todo: m.health_todo_proof },
  offsite_ok: { says: (f) => m.health_offsite_ok({ ago: f.ago('at') }) },
  offsite_off: { says: () => m.health_offsite_off() },
  offsite_expected: { says: () => m.health_offsite_expected() },
  offsite_failed: { says: (f) => m.health_offsite_failed({ ago: f.ago('failedAt') }), todo: m.health_todo_offsite },
  offsite_old: { says: (f) => m.health_offsite_old({ ago: f.ago('at') }), todo: m.health_todo_offsite },
  versions_ok: {
    says: (f) => m.health_versions({ schema: f.text('schema'), postgres: f.text('postgres'), node: f.text('node') }),
  },
}

export function sayingOf({ code, facts }: StatusCheck): { says: string; todo: string | null } {
  const { says, todo } = sayings[code]
  const known: Facts = {
    count: (name) => Number(facts[name] ?? 0),
    bytes: (name) => (facts[name] == null ? '–' : formatBytes(Number(facts[name]))),
    ago: (name) => (facts[name] == null ? m.health_never() : formatAgo(String(facts[name]), Date.now())),
    when: (name) => (facts[name] == null ? m.health_never() : formatMoment(String(facts[name]), me().timeZone)),
    text: (name) => String(facts[name] ?? '–'),
  }
  return { says: says(known), todo: todo?.() ?? null }
}
