import type { LatestBackupRun } from '@rc/db/queries/backups'
import { reserveBytes, type DiskRoom } from './disk-room.ts'

export type StatusLevel = 'good' | 'warn' | 'bad'

/** How one part of the appliance is: a code for the sentence, and the figures it speaks of. */
export interface StatusCheck<Part extends string = string, Code extends string = string> {
  part: Part
  level: StatusLevel
  code: Code
  facts: Record<string, string | number | null>
}

const check = <const Part extends string, const Code extends string>(
  part: Part,
  level: StatusLevel,
  code: Code,
  facts: StatusCheck['facts'] = {},
): StatusCheck<Part, Code> => ({ part, level, code, facts })

const HOUR_MS = 3_600_000
/** A night may come late by this much before its backup is missed. */
const LATE_MS = 26 * HOUR_MS
/** Work that could run and does not for so long has nobody who does it. */
const LATE_JOBS_S = 600

export function judgeDatabase(state: 'ok' | 'unreachable' | 'schema_differs') {
  if (state === 'ok') return check('database', 'good', 'database_ok')
  return check('database', 'bad', `database_${state}`)
}

export function judgeQueue(state: 'ok' | 'unreachable' | 'evicts', usedRatio: number | null) {
  if (state !== 'ok') return check('queue', 'bad', `queue_${state}`)
  const facts = { usedPct: usedRatio === null ? null : Math.round(usedRatio * 100) }
  return (usedRatio ?? 0) >= 0.6
    ? check('queue', 'warn', 'queue_filling', facts)
    : check('queue', 'good', 'queue_ok', facts)
}

export interface JobFigures {
  waiting: number
  failed: number
  /** How long the oldest work that is due has been waiting; null without any. */
  lateS: number | null
}

export function judgeJobs({ waiting, failed, lateS }: JobFigures) {
  if (lateS !== null && lateS > LATE_JOBS_S)
    return check('jobs', 'bad', 'jobs_late', { waiting, minutes: Math.round(lateS / 60) })
  if (failed > 0) return check('jobs', 'warn', 'jobs_failed', { failed, waiting })
  return check('jobs', 'good', 'jobs_ok', { waiting })
}

export function judgeDisk(room: DiskRoom | null) {
  if (room === null) return check('disk', 'bad', 'disk_unreachable')
  const reserve = reserveBytes(room)
  const facts = { freeBytes: room.freeBytes, totalBytes: room.totalBytes, reserveBytes: reserve }
  if (room.freeBytes < reserve) return check('disk', 'bad', 'disk_nearly_full', facts)
  if (room.freeBytes < 1.5 * reserve) return check('disk', 'warn', 'disk_filling', facts)
  return check('disk', 'good', 'disk_ok', facts)
}

type Kind = LatestBackupRun['kind']

/** One part of the night's work by its newest runs: well, not due yet, failed, or too long ago. */
export function judgeNight<const K extends Kind>(
  kind: K,
  runs: LatestBackupRun[],
  { now, bornAt }: { now: Date; bornAt: Date },
) {
  const newest = (state: 'done' | 'failed') => runs.find((run) => run.kind === kind && run.state === state)
  const [done, failed] = [newest('done'), newest('failed')]
  const facts = { at: done?.finishedAt.toISOString() ?? null, bytes: done?.bytes ?? null, name: done?.name ?? null }
  const sinceMs = now.getTime() - (done?.startedAt ?? bornAt).getTime()
  // The trial restore is one night behind at most.
  const isOld = sinceMs > (kind === 'backup' ? LATE_MS : LATE_MS + 24 * HOUR_MS)
  if (failed && (!done || failed.finishedAt > done.finishedAt))
    return check(kind, isOld ? 'bad' : 'warn', `${kind}_failed`, {
      ...facts,
      failedAt: failed.finishedAt.toISOString(),
    })
  if (isOld) return check(kind, 'bad', `${kind}_old`, facts)
  if (!done) return check(kind, 'good', `${kind}_expected`, facts)
  return check(kind, done.error === null ? 'good' : 'warn', `${kind}_ok`, facts)
}

const rank: Record<StatusLevel, number> = { good: 0, warn: 1, bad: 2 }
export const worstOf = (checks: Pick<StatusCheck, 'level'>[]): StatusLevel =>
  checks.reduce<StatusLevel>((worst, { level }) => (rank[level] > rank[worst] ? level : worst), 'good')
