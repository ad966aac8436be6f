import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '@rc/domain'
import { sharedDir } from '@rc/testing/corpus'
import { describe, expect, test } from 'vitest'
import { normaliseDay } from './normalise.ts'
import { normaliseActivity } from './normalise/activity.ts'
import { readRecords } from './normalise/belongings.ts'
import { splitAnswer } from './read-answer.ts'

const shared = sharedDir()
const dirs = shared === null ? [] : ['payloads', 'personal-api'].map((name) => join(shared, 'data/garmin', name))

/** Which file is the answer to which question; what has no table is left out. */
const datasetOf: [RegExp, Dataset][] = [
  [/^(usersummary-daily|summary-day|summary-range)/, 'daily_summary'],
  [/^(sleep-dailySleepData|sleep-day)/, 'sleep'],
  [/^(hrv-daily-range|hrv-range)/, 'hrv'],
  [/^(wellness-dailyHeartRate|heart-rate-day)/, 'heart_rate'],
  [/^(stats-stress-daily|stress-range)/, 'stress'],
  [/^(stats-steps-daily|steps-range)/, 'steps'],
  [/^(bodyBattery-reports|body-battery)/, 'body_battery'],
  [/^weight-range/, 'weight'],
  [/^(wellness-spo2|spo2)/, 'spo2'],
  [/^wellness-respiration/, 'respiration'],
  [/^metrics-trainingreadiness/, 'training_readiness'],
  [/^metrics-trainingstatus-aggregated/, 'training_status'],
  [/^metrics-maxmet/, 'vo2max'],
  [/^metrics-racepredictions-daily/, 'race_predictions'],
  [/^(heartRateZones-get|biometric-heartRateZones|heart-rate-zones)/, 'heart_rate_zones'],
  [/^(biometric-latestLactateThreshold|userprofile-user-settings)/, 'thresholds'],
  [/^personalrecord-prs/, 'personal_records'],
]

const files = dirs.flatMap((dir) =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, body: bodyOf(join(dir, name)) })),
)
function bodyOf(path: string): unknown {
  const file = JSON.parse(readFileSync(path, 'utf8')) as { body?: unknown }
  return 'body' in file ? file.body : null
}
const ever = { from: '2000-01-01', to: '2099-12-31' }
const context = { date: '2026-01-08', noonS: 0 }

describe.skipIf(shared === null)('every recorded answer that has a table', () => {
  test.each(
    files.flatMap(({ name, body }) => {
      const dataset = datasetOf.find(([pattern]) => pattern.test(name))?.[1]
      return dataset && dataset !== 'activities' ? [{ name, body, dataset }] : []
    }),
  )('$name is read as $dataset', ({ body, dataset }) => {
    const rows = splitAnswer(dataset, body, ever)
    expect(rows).not.toBeNull()
    for (const { payload } of rows ?? []) expect(normaliseDay(dataset, payload, context)).toMatchObject({ ok: true })
  })

  test.each(files.filter(({ name }) => name.startsWith('activities-search')))(
    '$name is a list of activities',
    ({ body }) => {
      for (const row of body as unknown[]) expect(normaliseActivity(row)).toMatchObject({ ok: true })
    },
  )

  /** What one file says, by metric, statistic and window. */
  const said = (name: string, dataset: Exclude<Dataset, 'activities'>, row = 0) => {
    const body = files.find((file) => file.name === `${name}.json`)?.body
    const payload = splitAnswer(dataset, body, ever)?.[row]?.payload
    const outcome = normaliseDay(dataset, payload, context)
    if (!outcome.ok) throw new Error(outcome.missing.join())
    const of = (metric: string, statistic = '', window = '') =>
      outcome.value.readings.find((r) => r.metric === metric && r.statistic === statistic && r.window === window)?.value
    return { ...outcome.value, of }
  }

  test('grams are kilograms, tenths of m/s are m/s, and the morning is the morning', () => {
    expect(said('weight-range', 'weight').of('weight_kg')).toBeCloseTo(50.762)
    expect(said('weight-range', 'weight').of('muscle_mass_kg')).toBeCloseTo(22.932)
    expect(said('biometric-latestLactateThreshold', 'thresholds').of('threshold_speed_mps', 'device')).toBeCloseTo(3.97)
    expect(said('biometric-latestLactateThreshold', 'thresholds').of('lthr_bpm', 'device')).toBe(172)
    expect(said('metrics-racepredictions-daily', 'race_predictions').of('race_prediction_5k_s')).toBe(1493)
    expect(said('hrv-daily-range', 'hrv').of('hrv_rmssd_ms', 'mean', 'night')).toBe(43)
    expect(said('hrv-daily-range', 'hrv').of('hrv_status', 'device')).toBe(4)
    expect(said('usersummary-daily', 'daily_summary').of('resting_hr_bpm')).toBe(51)
    expect(said('usersummary-daily', 'daily_summary').of('stress', 'mean', 'day')).toBe(24)
    expect(said('metrics-trainingstatus-aggregated', 'training_status').of('training_status', 'device')).toBe(7)
    const { night } = said('sleep-dailySleepData-sleepservice', 'sleep')
    expect(night).toMatchObject({ asleepS: 24_180, deepS: 5_280, remS: 5_460, score: 83, startS: 1_751_863_648 })
  })

  test('records of distances are times; streaks and steps are left where they are', () => {
    const records = readRecords(files.find(({ name }) => name === 'personalrecord-prs.json')?.body)
    expect(records.ok && records.value).toEqual([
      { distanceM: 5000, timeS: 1413.6650390625, date: '2022-12-20', vendorActivityId: '9000000101' },
    ])
  })

  test('a day without data is no value, and never zero', () => {
    expect(said('sleep-dailySleepData-nodata', 'sleep')).toMatchObject({ night: null, readings: [] })
    expect(said('wellness-dailyHeartRate-nodata', 'heart_rate').heartRates).toEqual([])
    expect(said('bodyBattery-reports-daily', 'body_battery').of('body_battery')).toBeUndefined()
  })

  test('an elapsed time in milliseconds is noticed', () => {
    const body = files.find(({ name }) => name === 'activities-web-search-multisport-edge.json')?.body
    const [row] = (body as { activityList: unknown[] }).activityList
    const fact = normaliseActivity(row)
    expect(fact.ok && fact.value.elapsedS).toBeLessThan(7 * 86_400)
  })
})
