import { expect, test } from 'vitest'
import { generations, selectKept } from './retention.ts'

const zone = 'Asia/Seoul'
/** One backup a night at 02:30 in Seoul, the newest on the given day. */
const nightly = (nights: number, last = '2026-11-21') =>
  Array.from({ length: nights }, (_, i) => {
    const createdAt = new Date(Date.parse(`${last}T02:30:00+09:00`) - i * 86_400_000)
    return { name: createdAt.toISOString(), createdAt }
  })

test('a week of nights is kept whole', () => {
  expect(selectKept(nightly(7), zone).size).toBe(7)
})

test('of ten years remain the last nights, weeks, months and years', () => {
  const kept = selectKept(nightly(3650), zone)
  const most = Object.values(generations).reduce((a, b) => a + b)
  expect(kept.size).toBeLessThanOrEqual(most)
  const days = [...kept].map((name) => new Date(Date.parse(name) + 9 * 3_600_000).toISOString().slice(0, 10))
  expect(days.slice(0, 7)).toEqual([
    '2026-11-21',
    '2026-11-20',
    '2026-11-19',
    '2026-11-18',
    '2026-11-17',
    '2026-11-16',
    '2026-11-15',
  ])
  // The Sundays of the weeks before, the last days of the months and of the years.
  expect(days).toEqual(
    expect.arrayContaining(['2026-11-08', '2026-11-01', '2026-10-25', '2026-10-31', '2025-12-31', '2024-12-31']),
  )
  expect(days).not.toContain('2023-12-31')
})

test('kept night after night, the same generations remain', () => {
  let backups: ReturnType<typeof nightly> = []
  for (const night of nightly(800).toReversed()) {
    const kept = selectKept([...backups, night], zone)
    backups = [...backups, night].filter(({ name }) => kept.has(name))
  }
  expect(new Set(backups.map(({ name }) => name))).toEqual(selectKept(nightly(800), zone))
})

test('of several on one day the last is kept, the day being that of the athlete', () => {
  const at = (time: string) => ({ name: time, createdAt: new Date(time) })
  const kept = selectKept([at('2026-11-20T14:00:00Z'), at('2026-11-20T15:30:00Z'), at('2026-11-20T17:30:00Z')], zone)
  expect([...kept].sort()).toEqual(['2026-11-20T14:00:00Z', '2026-11-20T17:30:00Z'])
})

test('a backup that is the only one stays, however old', () => {
  expect(selectKept(nightly(1, '2019-01-01'), zone).size).toBe(1)
  expect(selectKept([], zone).size).toBe(0)
})
