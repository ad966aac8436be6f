import { afterEach, describe, expect, test } from 'vitest'
import { cadenceFactor, cadenceUnit } from './cadence.ts'
import {
  formatAgo,
  formatDay,
  instantAt,
  formatLongDay,
  formatMonthTick,
  formatTimeOfDay,
  localDateAt,
} from './date.ts'
import { formatDistance } from './distance.ts'
import { formatClock, formatHoursMinutes, formatSpokenDuration } from './duration.ts'
import { setFormatLocale } from './locale.ts'
import { formatBytes, formatNumber, formatSigned, inOneLine } from './number.ts'
import { formatPace, speed } from './pace.ts'
import { parseDuration } from './parse-duration.ts'
import { parsePace } from './parse-pace.ts'
import { withParticles } from './particles.ts'

afterEach(() => setFormatLocale('ko'))

/** As it is read; that a figure and its unit stay together is a test of its own. */
const read = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u2060', '')

describe('numbers', () => {
  test.each([
    [12345, 0, '12,345'],
    [-1, 0, '−1'],
    [-0.2, 0, '0'],
    [null, 0, '–'],
    [Number.NaN, 1, '–'],
    [0, 0, '0'],
  ])('%s with %s decimals is %s', (value, decimals, text) => expect(formatNumber(value, decimals)).toBe(text))

  test.each([
    [9, '+9'],
    [-1.2, '−1'],
    [0.3, '0'],
    [null, '–'],
  ])('signed %s is %s', (value, text) => expect(formatSigned(value)).toBe(text))

  test('bytes', () => expect([820, 1234, 64_000_000].map(formatBytes).map(read)).toEqual(['820 B', '1.2 kB', '64 MB']))
})

describe('distance', () => {
  test.each([
    [13_400, '13.40 km'],
    [800, '800 m'],
    [999.6, '1.00 km'],
    [null, '–'],
  ])('%s m is %s', (metres, text) => expect(read(formatDistance(metres))).toBe(text))

  test('a figure and its unit stay on one line', () => {
    expect([formatDistance(13_400), formatBytes(1234)].join('')).not.toContain(' ')
  })

  test('lists and pools', () => {
    expect(read(formatDistance(13_449, 1))).toBe('13.4 km')
    expect(read(formatDistance(2500, 2, true))).toBe('2,500 m')
  })
})

describe('pace', () => {
  test('rounding carries', () => {
    expect(formatPace(359.6)).toBe(`6'00"`)
    expect(formatPace(309)).toBe(`5'09"`)
  })

  test('each sport tells its speed its own way', () => {
    expect(read(inOneLine(speed(1000 / 309, 'pace_km')))).toBe(`5'09" /km`)
    expect(read(inOneLine(speed(100 / 108, 'pace_100m')))).toBe(`1'48" /100m`)
    expect(read(inOneLine(speed(8.6667, 'kmh')))).toBe('31.2 km/h')
    expect(read(inOneLine(speed(0, 'pace_km')))).toBe('–')
  })

  test.each([
    ['5:30', 330],
    ['530', 330],
    ['5분30초', 330],
    ['5분 30초', 330],
    [`5'30"`, 330],
    ['5’30”', 330],
    ['5.30', 330],
    ['1030', 630],
    ['5', 300],
    ['4분', 240],
    ['560', null],
    ['abc', null],
    ['', null],
    ['0', null],
  ])('typed %s is %s s', (text, seconds) => expect(parsePace(text)).toBe(seconds))
})

describe('duration', () => {
  test.each([
    [4141, '1:09:01'],
    [550, '9:10'],
    [59.7, '1:00'],
    [null, '–'],
  ])('%s s is %s in a table', (seconds, text) => expect(formatClock(seconds)).toBe(text))

  test.each([
    [4141, '1시간 9분'],
    [3600, '1시간'],
    [550, '9분 10초'],
    [45, '45초'],
    [0, '0초'],
    [599.8, '10분'],
  ])('%s s is %s in a sentence', (seconds, text) => expect(formatSpokenDuration(seconds)).toBe(text))

  test('in English', () => {
    setFormatLocale('en')
    expect(read(formatSpokenDuration(4141))).toBe('1 hr 9 mins')
  })

  test('hours and minutes', () => expect(formatHoursMinutes(10_320)).toBe('2:52'))

  test.each([
    ['1:09:01', 4141],
    ['69:01', 4141],
    ['90', 5400],
    ['1시간 30분', 5400],
    ['90분', 5400],
    ['1h 30m', 5400],
    ['45초', 45],
    ['', null],
    ['빠르게', null],
  ])('typed %s is %s s', (text, seconds) => expect(parseDuration(text)).toBe(seconds))
})

describe('dates', () => {
  const seoul = { utcOffsetS: null, timeZone: 'Asia/Seoul' }

  test('days', () => {
    expect(formatDay('2026-11-21', '2026-11-21')).toBe('11월 21일 (토)')
    expect(formatDay('2025-11-21', '2026-11-21')).toBe('2025년 11월 21일 (금)')
    expect(formatLongDay('2026-11-21')).toBe('11월 21일 토요일')
    expect([formatMonthTick('2026-11-01'), formatMonthTick('2027-01-01')]).toEqual(['11월', '2027년 1월'])
  })

  test('the activity keeps its own clock', () => {
    expect(formatTimeOfDay('2026-11-17T10:03:00Z', seoul)).toBe('오후 7:03')
    expect(formatTimeOfDay('2026-11-17T10:03:00Z', { ...seoul, utcOffsetS: -18_000 })).toBe('오전 5:03')
    expect(localDateAt('2026-11-17T22:03:00Z', seoul)).toBe('2026-11-18')
    expect(localDateAt('2026-11-17T22:03:00Z', { ...seoul, utcOffsetS: 0 })).toBe('2026-11-17')
  })

  test('a wall clock becomes an instant', () => {
    expect(instantAt('2026-11-17', '19:03', 'Asia/Seoul')).toBe('2026-11-17T10:03:00.000Z')
    expect(instantAt('2026-03-08', '03:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z')
  })

  test('how long ago', () => {
    const now = Date.parse('2026-11-21T12:00:00Z')
    expect(formatAgo('2026-11-21T11:57:00Z', now)).toBe('3분 전')
    expect(formatAgo('2026-11-20T11:57:00Z', now)).toBe('어제')
    expect(formatAgo('2026-11-21T11:59:50Z', now)).toBe('1분 전')
  })
})

test('cadence counts steps on foot and strokes in water', () => {
  expect([cadenceFactor('run'), cadenceFactor('bike')]).toEqual([2, 1])
  expect(['hike', 'indoor_bike', 'pool_swim'].map((sport) => cadenceUnit(sport as 'hike'))).toEqual([
    'spm',
    'rpm',
    'str/min',
  ])
})

describe('particles follow the spoken end', () => {
  test.each([
    ['19 km[을/를]', '19 km를'],
    ['800 m[을/를]', '800 m를'],
    ['24 km[으로/로]', '24 km로'],
    ['체력[이/가]', '체력이'],
    ['컨디션 7[으로/로]', '컨디션 7로'],
    ['컨디션 46[으로/로]', '컨디션 46으로'],
    ['서울[으로/로]', '서울로'],
    ['159 bpm[이에요/예요]', '159 bpm이에요'],
    ['12[을/를]', '12를'],
    ['100[을/를]', '100을'],
    ['‘한강’[을/를]', '‘한강’을'],
    [`5'10"[이에요/예요]`, `5'10"예요`],
    ['1:20[이에요/예요]', '1:20예요'],
    ['10월 4일 (토)[이에요/예요]', '10월 4일 (토)이에요'],
    ['10월 4일 (토)[으로/로]', '10월 4일 (토)로'],
    ['**70**[이에요/예요]', '**70**이에요'],
    ['조깅 (5 km)[을/를]', '조깅 (5 km)를'],
  ])('%s → %s', (open, chosen) => expect(read(withParticles(open))).toBe(chosen))
})
