import { expect, test } from 'vitest'
import { suggestThresholds, type ActivityEvidence, type ThresholdEvidence } from './suggest-thresholds.ts'

const evidence = (facts: Partial<ThresholdEvidence> = {}): ThresholdEvidence => ({
  today: '2026-11-21',
  ageYears: null,
  set: { hrRestBpm: null, hrMaxBpm: null },
  restingHr: [],
  activities: [],
  ...facts,
})

const activity = (id: number, facts: Partial<ActivityEvidence>): ActivityEvidence => ({
  id,
  date: '2026-11-01',
  sport: 'run',
  hrScore: null,
  peakHrBpm: null,
  best20MinPowerW: null,
  efforts: [],
  ...facts,
})

const suggested = (given: ThresholdEvidence) => new Map(suggestThresholds(given).map((each) => [each.kind, each]))

test('no evidence, no suggestion', () => {
  expect(suggestThresholds(evidence())).toEqual([])
})

test('the maximum heart rate is the highest trustworthy one of a year, else the age’s', () => {
  const activities = [
    activity(1, { hrScore: 95, peakHrBpm: 186.4 }),
    activity(2, { hrScore: 60, peakHrBpm: 215 }),
    activity(3, { hrScore: 99, peakHrBpm: 199, date: '2025-11-20' }),
  ]
  expect(suggested(evidence({ activities, ageYears: 40 })).get('hr_max_bpm')).toMatchObject({
    value: 186,
    method: 'highest_5s_12_months',
    evidence: { activityId: 1 },
  })
  expect(suggested(evidence({ ageYears: 40 })).get('hr_max_bpm')).toMatchObject({
    value: 180,
    method: 'tanaka_age',
    confidence: 'low',
  })
})

test('the resting heart rate is a week’s median, the lactate threshold follows from both ends', () => {
  const restingHr = [48, 47, 52, 60, 49].map((bpm, i) => ({ date: `2026-11-1${i}`, bpm }))
  const found = suggested(evidence({ restingHr: [...restingHr, { date: '2026-10-01', bpm: 80 }], ageYears: 40 }))
  expect(found.get('hr_rest_bpm')).toMatchObject({ value: 49, confidence: 'high', evidence: { readings: 5 } })
  expect(found.get('lthr_bpm')).toMatchObject({ value: 160, confidence: 'low' })
  const set = suggested(evidence({ set: { hrRestBpm: 50, hrMaxBpm: 190 } }))
  expect(set.get('lthr_bpm')).toMatchObject({ value: 169, confidence: 'estimated' })
})

test('FTP comes from cycling of the last ninety days only', () => {
  const activities = [
    activity(1, { sport: 'bike', best20MinPowerW: 260 }),
    activity(2, { sport: 'bike', best20MinPowerW: 300, date: '2026-08-01' }),
    activity(3, { sport: 'run', best20MinPowerW: 340 }),
  ]
  expect(suggested(evidence({ activities })).get('ftp_w')).toMatchObject({ value: 247, evidence: { activityId: 1 } })
})

test('threshold speed is the critical speed of short bests, else an hour’s speed', () => {
  const short = [
    activity(1, { efforts: [{ distanceM: 1200, timeS: 230 }] }),
    activity(2, {
      efforts: [
        { distanceM: 3600, timeS: 750 },
        { distanceM: 1200, timeS: 300 },
      ],
    }),
  ]
  const critical = suggested(evidence({ activities: short })).get('threshold_speed_mps')
  expect(critical).toMatchObject({ value: 4.615, method: 'critical_speed_90_days', evidence: { efforts: 2 } })
  const long = [activity(3, { efforts: [{ distanceM: 10_000, timeS: 2400 }] })]
  const hour = suggested(evidence({ activities: long })).get('threshold_speed_mps')
  expect(hour).toMatchObject({ method: 'hour_speed_riegel', confidence: 'low' })
  expect(hour?.value).toBeLessThan(10_000 / 2400)
})

test('CSS needs the 200 and the 400 in a pool', () => {
  const efforts = [
    { distanceM: 200, timeS: 170 },
    { distanceM: 400, timeS: 370 },
  ]
  const pool = suggested(evidence({ activities: [activity(1, { sport: 'pool_swim', efforts })] }))
  expect(pool.get('css_mps')).toMatchObject({ value: 1, method: 'css_400_200' })
  expect(suggested(evidence({ activities: [activity(1, { sport: 'open_water_swim', efforts })] })).size).toBe(0)
})
