import { expect, test } from 'vitest'
import { parseTime } from './parse-time.ts'

test.each<[string, string, number | null]>([
  ['2026-05-01T06:00:00Z', '2026-05-01T06:00:00.000Z', null],
  ['2026-05-01T06:00:00.25Z', '2026-05-01T06:00:00.250Z', null],
  ['2026-05-01 06:00:00', '2026-05-01T06:00:00.000Z', null],
  ['2026-05-01T06:00:00+09:00', '2026-04-30T21:00:00.000Z', 9 * 3600],
  ['2026-05-01T06:00:00.5-0330', '2026-05-01T09:30:00.500Z', -3.5 * 3600],
  [' 2026-5-1T6:00Z ', '2026-05-01T06:00:00.000Z', null],
])('%s', (text, instant, offsetS) => {
  expect(parseTime(text)).toEqual({ timeS: Date.parse(instant) / 1000, offsetS })
})

test.each(['', 'yesterday', '2026-13-01T00:00:00Z', '9999-01-01T00:00:00Z', '06:00:00', undefined])(
  '%s is no time',
  (text) => {
    expect(parseTime(text)).toBeNull()
  },
)
