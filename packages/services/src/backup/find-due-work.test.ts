import type { LatestBackupRun } from '@rc/db/queries/backups'
import { expect, test } from 'vitest'
import { findDueWork, type BackupWork } from './find-due-work.ts'

const seoul = (time: string) => new Date(`2026-11-${time}:00+09:00`)
const ran = (kind: BackupWork, state: 'done' | 'failed', time: string, name = 'a-nightly'): LatestBackupRun => ({
  kind,
  state,
  name: state === 'done' ? name : null,
  startedAt: seoul(time),
  finishedAt: seoul(time),
  bytes: null,
  error: null,
})
const due = (runs: LatestBackupRun[], time: string, hasOffsite = false) =>
  findDueWork(runs, { now: seoul(time), timeZone: 'Asia/Seoul', bornAt: seoul('01T12:00'), hasOffsite })?.work ?? null

const yesterday = [ran('backup', 'done', '20T02:30'), ran('proof', 'done', '20T02:31')]

test('a backup at half past two, or when the machine is on again', () => {
  expect(due(yesterday, '21T02:29')).toBeNull()
  expect(due(yesterday, '21T02:30')).toBe('backup')
  expect(due(yesterday, '21T14:00')).toBe('backup')
  expect(due([], '21T14:00')).toBe('backup')
})

test('an appliance set up today waits for its first night', () => {
  const options = { timeZone: 'Asia/Seoul', bornAt: seoul('21T12:00'), hasOffsite: false }
  expect(findDueWork([], { ...options, now: seoul('21T14:00') })).toBeNull()
  expect(findDueWork([], { ...options, now: seoul('22T02:30') })).toMatchObject({ work: 'backup' })
})

test('then its trial restore, then its copy elsewhere, then nothing until the next night', () => {
  const made = ran('backup', 'done', '21T02:30', 'b-nightly')
  expect(due([made], '21T02:31')).toBe('proof')
  expect(due([made, ran('proof', 'done', '20T02:31')], '21T02:31')).toBe('proof')
  const proven = [made, ran('proof', 'done', '21T02:32', 'b-nightly')]
  expect(due(proven, '21T02:33')).toBeNull()
  expect(due(proven, '21T02:33', true)).toBe('offsite')
  const copied = [...proven, ran('offsite', 'done', '21T02:34', 'b-nightly')]
  expect(due(copied, '22T02:29', true)).toBeNull()
  expect(due(copied, '22T02:30', true)).toBe('backup')
})

test('what failed is tried again after a while', () => {
  expect(due([...yesterday, ran('backup', 'failed', '21T02:30')], '21T03:00')).toBeNull()
  expect(due([...yesterday, ran('backup', 'failed', '21T02:30')], '21T03:30')).toBe('backup')
  const made = ran('backup', 'done', '21T02:30', 'b-nightly')
  expect(due([made, ran('proof', 'failed', '21T02:31')], '21T08:00')).toBeNull()
  expect(due([made, ran('proof', 'failed', '21T02:31')], '21T08:31')).toBe('proof')
})

test('one made by hand counts as the night’s and is not restored on trial', () => {
  expect(due([ran('backup', 'done', '21T09:00', 'c-manual')], '21T10:00')).toBeNull()
})

test('where the clock skips half past two the night is not skipped', () => {
  const options = { timeZone: 'Europe/Berlin', bornAt: new Date('2026-01-01T00:00:00Z'), hasOffsite: false }
  const before = { ...ran('backup', 'done', '20T02:30'), startedAt: new Date('2026-03-28T01:30:00Z') }
  expect(findDueWork([before], { ...options, now: new Date('2026-03-29T01:29:00Z') })?.work).toBe('proof')
  expect(findDueWork([before], { ...options, now: new Date('2026-03-29T01:30:00Z') })?.work).toBe('backup')
})
