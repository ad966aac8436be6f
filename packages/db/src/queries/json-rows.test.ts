import { expect, test } from 'vitest'
import { toJsonRows } from './json-rows.ts'

test('keys become columns; text is what Postgres can keep', () => {
  const rows = toJsonRows([
    { avgHrBpm: 150.5, startedAt: new Date(0), name: 'a\0b\ud800', missing: undefined, fitSport: NaN },
    { avgHrBpm: null, startedAt: null, name: '달리기', missing: 1, fitSport: 1 },
  ])
  expect(rows.columns).toEqual(['avg_hr_bpm', 'started_at', 'name', 'missing', 'fit_sport'])
  expect(JSON.parse(rows.json)).toEqual([
    { avg_hr_bpm: 150.5, started_at: '1970-01-01T00:00:00.000Z', name: 'ab\ufffd', missing: null, fit_sport: null },
    { avg_hr_bpm: null, started_at: null, name: '달리기', missing: 1, fit_sport: 1 },
  ])
  expect(toJsonRows([])).toEqual({ columns: [], json: '[]', count: 0 })
})
