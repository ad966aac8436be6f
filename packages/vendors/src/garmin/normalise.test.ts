import { expect, test } from 'vitest'
import { parseTokens } from './credential.ts'
import { normaliseDay } from './normalise.ts'
import { normaliseActivity } from './normalise/activity.ts'
import { readDevices, readGear } from './normalise/belongings.ts'
import { detailPaths } from './questions.ts'
import { splitAnswer } from './read-answer.ts'

const context = { date: '2026-05-01', noonS: 1_777_604_400 }

test('a field that is gone or of another kind is told; new ones and nulls are harmless', () => {
  const whole = { totalSteps: 1, restingHeartRate: null, minHeartRate: null, maxHeartRate: null, brandNew: [1] }
  expect(normaliseDay('daily_summary', whole, context)).toMatchObject({ ok: true })
  expect(normaliseDay('daily_summary', { ...whole, totalSteps: '1' }, context)).toEqual({
    ok: false,
    missing: ['totalSteps: invalid_type'],
  })
  const { minHeartRate: _, ...gone } = whole
  expect(normaliseDay('daily_summary', gone, context)).toEqual({ ok: false, missing: ['minHeartRate: invalid_type'] })
  expect(normaliseDay('sleep', [], context).ok).toBe(false)
})

test('the lowest heart rate of a day is not its resting one', () => {
  const of = (restingValue: number) => {
    const outcome = normaliseDay('daily_summary', { heartRate: { minValue: 44, maxValue: 160, restingValue } }, context)
    return outcome.ok && outcome.value.readings.find(({ metric }) => metric === 'resting_hr_bpm')?.value
  }
  expect(of(46)).toBe(46)
  expect(of(44)).toBeUndefined()
})

test('"no data" in all its forms is no row; an answer of another shape is none at all', () => {
  const range = { from: '2026-05-01', to: '2026-05-02' }
  for (const body of [null, undefined, [], {}, ''])
    for (const dataset of ['hrv', 'stress', 'weight', 'sleep'] as const)
      expect(splitAnswer(dataset, body, range)).toEqual([])
  expect(splitAnswer('stress', [{ calendarDate: '2026-05-02' }, { calendarDate: '2026-06-01' }, 7], range)).toEqual([
    { date: '2026-05-02', payload: { calendarDate: '2026-05-02' } },
  ])
  expect(splitAnswer('stress', { oops: 1 }, range)).toBeNull()
  expect(splitAnswer('hrv', { renamed: [] }, range)).toBeNull()
})

test('an activity without a local time, or of an unknown kind, is one all the same', () => {
  const row = {
    activityId: 7,
    startTimeGMT: '2026-05-01 10:00:00',
    startTimeLocal: null,
    duration: 60,
    activityType: { typeKey: 'underwater_chess' },
  }
  expect(normaliseActivity(row)).toMatchObject({ ok: true, value: { sport: 'other', utcOffsetS: null, elapsedS: 60 } })
  expect(normaliseActivity({ ...row, duration: 'one' }).ok).toBe(false)
})

const oauth1 = { oauth_token: 'o1', oauth_token_secret: 's1', mfa_token: null }
const oauth2 = { access_token: 'a2', refresh_token: 'r2', expires_at: 2_000 }
const di = { di_token: 'd', di_refresh_token: 'r', di_client_id: 'c' }

test.each([
  ['python-garminconnect', JSON.stringify(di), 'di'],
  ['wrapped', JSON.stringify({ garmin_tokens: di }), 'di'],
  ['two files of garth', `${JSON.stringify(oauth1)}\n${JSON.stringify(oauth2)}`, 'oauth1'],
  ['two files in the other order', `${JSON.stringify(oauth2, null, 2)}${JSON.stringify(oauth1)}`, 'oauth1'],
  ['GARTH_TOKEN', Buffer.from(JSON.stringify([oauth1, oauth2])).toString('base64'), 'oauth1'],
  ['garmin-connect', JSON.stringify({ oauth1, oauth2 }), 'oauth1'],
  ['a bearer alone', JSON.stringify(oauth2), 'bearer'],
])('tokens of %s', (_, text, kind) => {
  expect(parseTokens(text, 1_000).kind).toBe(kind)
})

test.each(['', 'no tokens', '{"a":1}', '{{{'])('%j is refused, and nothing of it is told', (text) => {
  expect(() => parseTokens(text, 0)).toThrow('these are no tokens')
})

test('gear is named, counted and retired; a watch says whether it leads', () => {
  const shoe = {
    uuid: 'a1',
    displayName: null,
    customMakeModel: '노란 러닝화',
    gearTypeName: 'Shoes',
    gearStatusName: 'retired',
    dateBegin: '2025-01-01T00:00:00.0',
    dateEnd: '2026-01-01T00:00:00.0',
    maximumMeters: 0,
  }
  expect(detailPaths('gear', [shoe])).toEqual({ a1: '/gear-service/gear/stats/a1' })
  expect(detailPaths('devices', [shoe])).toEqual({})
  const retired = {
    name: '노란 러닝화',
    kind: 'shoes',
    distanceM: 412_345,
    limitM: null,
    since: '2025-01-01',
    retiredOn: '2026-01-01',
    isRetired: true,
  }
  const gear = readGear({ answer: [shoe], details: { a1: { totalDistance: 412_345 } } })
  expect(gear).toEqual({ ok: true, value: [retired] })
  expect(readGear([shoe])).toEqual({ ok: true, value: [{ ...retired, distanceM: null }] })
  expect(normaliseDay('gear', { answer: [{ uuid: 'a1' }], details: {} }, context).ok).toBe(false)
  expect(
    readDevices([{ displayName: 'W', registeredDate: Date.UTC(2025, 0, 2), deviceStatus: 'active', primary: true }]),
  ).toEqual({
    ok: true,
    value: [{ name: 'W', since: '2025-01-02', isActive: true, isPrimary: true }],
  })
})
