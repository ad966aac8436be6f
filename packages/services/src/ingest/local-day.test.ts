import { expect, test } from 'vitest'
import { localDay } from './local-day.ts'

const at = (iso: string) => Date.parse(iso) / 1000

test('the offset of the file counts before the zone of the athlete', () => {
  const evening = at('2026-11-20T22:30:00Z')
  expect(localDay(evening, null, 'Asia/Seoul')).toEqual({ utcOffsetS: 9 * 3600, localDate: '2026-11-21' })
  expect(localDay(evening, -7 * 3600, 'Asia/Seoul')).toEqual({ utcOffsetS: -7 * 3600, localDate: '2026-11-20' })
})

test('an offset that no zone has is not believed', () => {
  expect(localDay(at('2026-11-20T12:00:00Z'), 1234, 'Asia/Seoul').utcOffsetS).toBe(9 * 3600)
  expect(localDay(at('2026-11-20T12:00:00Z'), 20 * 3600, 'Asia/Seoul').utcOffsetS).toBe(9 * 3600)
  expect(localDay(at('2026-11-20T12:00:00Z'), 20_700, 'Asia/Seoul').utcOffsetS).toBe(20_700) // Nepal
})
