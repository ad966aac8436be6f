import type { LatestBackupRun } from '@rc/db/queries/backups'
import { expect, test } from 'vitest'
import { judgeDatabase, judgeDisk, judgeJobs, judgeNight, judgeQueue, worstOf } from './judge.ts'

const GiB = 2 ** 30
const now = new Date('2026-05-10T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
const run = (
  kind: LatestBackupRun['kind'],
  state: 'done' | 'failed',
  hours: number,
  error: string | null = null,
): LatestBackupRun => ({
  kind,
  state,
  name: 'a',
  startedAt: hoursAgo(hours),
  finishedAt: hoursAgo(hours),
  bytes: 1,
  error,
})

test.each([
  [100, 10.1, 'warn'],
  [100, 15.1, 'good'],
  [100, 9.9, 'bad'],
  [8, 1.9, 'bad'],
  [8, 2.1, 'warn'],
  [8, 3.1, 'good'],
] as const)('a disk of %d GiB with %d free is %s', (total, free, level) => {
  expect(judgeDisk({ totalBytes: total * GiB, freeBytes: free * GiB }).level).toBe(level)
})

test('the limit is 2 GiB or a tenth, whichever is more', () => {
  expect(judgeDisk({ totalBytes: 8 * GiB, freeBytes: GiB }).facts).toMatchObject({ reserveBytes: 2 * GiB })
  expect(judgeDisk({ totalBytes: 100 * GiB, freeBytes: GiB }).facts).toMatchObject({ reserveBytes: 10 * GiB })
  expect(judgeDisk(null)).toMatchObject({ level: 'bad', code: 'disk_unreachable' })
})

const young = { now, bornAt: hoursAgo(20) }
const old = { now, bornAt: hoursAgo(2_000) }
test.each([
  ['none yet, set up today', [], young, 'good', 'backup_expected'],
  ['never one', [], old, 'bad', 'backup_old'],
  ['last night', [run('backup', 'done', 9)], old, 'good', 'backup_ok'],
  ['with originals lost', [run('backup', 'done', 9, 'gone')], old, 'warn', 'backup_ok'],
  ['26 hours', [run('backup', 'done', 27)], old, 'bad', 'backup_old'],
  ['failed since', [run('backup', 'done', 20), run('backup', 'failed', 1)], old, 'warn', 'backup_failed'],
  ['failed before', [run('backup', 'done', 1), run('backup', 'failed', 20)], old, 'good', 'backup_ok'],
  ['failing for days', [run('backup', 'done', 60), run('backup', 'failed', 1)], old, 'bad', 'backup_failed'],
  ['another kind', [run('proof', 'done', 1)], old, 'bad', 'backup_old'],
] as const)('a backup, %s', (_what, runs, moment, level, code) => {
  expect(judgeNight('backup', [...runs], moment)).toMatchObject({ part: 'backup', level, code })
})

test('a proof may be a night behind', () => {
  expect(judgeNight('proof', [run('proof', 'done', 40)], old)).toMatchObject({ level: 'good', code: 'proof_ok' })
  expect(judgeNight('proof', [run('proof', 'done', 51)], old)).toMatchObject({ level: 'bad', code: 'proof_old' })
})

test('work and stores', () => {
  expect(judgeJobs({ waiting: 3, failed: 0, lateS: 599 })).toMatchObject({ level: 'good', facts: { waiting: 3 } })
  expect(judgeJobs({ waiting: 0, failed: 2, lateS: null })).toMatchObject({ level: 'warn', code: 'jobs_failed' })
  expect(judgeJobs({ waiting: 3, failed: 2, lateS: 660 })).toMatchObject({ level: 'bad', facts: { minutes: 11 } })
  expect(judgeQueue('ok', 0.59)).toMatchObject({ level: 'good', facts: { usedPct: 59 } })
  expect(judgeQueue('ok', 0.6)).toMatchObject({ level: 'warn', code: 'queue_filling' })
  expect(judgeQueue('evicts', 0)).toMatchObject({ level: 'bad', code: 'queue_evicts' })
  expect(judgeDatabase('schema_differs')).toMatchObject({ level: 'bad', code: 'database_schema_differs' })
})

test('the whole is as its worst part', () => {
  expect(worstOf([{ level: 'good' }, { level: 'warn' }])).toBe('warn')
  expect(worstOf([{ level: 'bad' }, { level: 'warn' }])).toBe('bad')
  expect(worstOf([])).toBe('good')
})
