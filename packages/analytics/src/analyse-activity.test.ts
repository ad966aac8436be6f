import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, sports, type Sport } from '@rc/domain'
import { analyseActivity, analyseSummaries, openActivity, summarise } from './analyse-activity.ts'
import { defaultOptions, type ActivityMetricValue } from './activity-input.ts'
import { computeDaily } from './compute-daily.ts'
import { athleteMetrics } from './registry.ts'
import type { SessionSummary } from './session-context.ts'
import { noThresholds, recording, session, startS, steadyRun, thresholds } from './test-recording.ts'

function valueOf(rows: ActivityMetricValue[], metricId: string, sessionIndex = -1): ActivityMetricValue {
  const row = rows.find((each) => each.metricId === metricId && each.sessionIndex === sessionIndex)
  if (row === undefined) throw new Error(`no ${metricId} of session ${sessionIndex}`)
  return row
}

const idsOf = (rows: ActivityMetricValue[]): Set<string> => new Set(rows.map(({ metricId }) => metricId))

test('a steady hour of running has every number a run can have', () => {
  const rows = analyseActivity(steadyRun(3600, 3, 150), thresholds)
  expect(valueOf(rows, 'load')).toMatchObject({ method: 'rtss', unit: 'TSS', confidence: 'high', missing: [] })
  expect(valueOf(rows, 'load').value).toBeCloseTo(56.25, 9)
  expect(valueOf(rows, 'intensity_factor').value).toBeCloseTo(0.75, 9)
  expect(valueOf(rows, 'ngp_mps')).toMatchObject({ method: 'ngp_minetti2002', coverage: 1 })
  expect(valueOf(rows, 'efficiency_factor').value).toBeCloseTo(1.2, 9)
  expect(valueOf(rows, 'decoupling_pct').value).toBeCloseTo(0, 9)
  expect(valueOf(rows, 'moving_s').value).toBe(3600)
  expect(valueOf(rows, 'mean_max_hr').value).toBe(150)
  expect(valueOf(rows, 'time_in_hr_zones')).toMatchObject({ value: 3600, method: 'friel_run_lthr' })
  expect(valueOf(rows, 'time_in_3_zones').detail).toMatchObject({ seconds: [0, 0, 3600, 0], missingS: 0 })
  const efforts = valueOf(rows, 'best_efforts').detail?.['efforts'] as { distanceM: number; timeS: number }[]
  expect(efforts.find(({ distanceM }) => distanceM === 5000)?.timeS).toBeCloseTo(5000 / 3, 9)
  expect(idsOf(rows)).not.toContain('tss')
  expect(idsOf(rows)).not.toContain('s_tss')
  expect(rows.every(({ sessionIndex }) => sessionIndex === -1)).toBe(true)
})

test('a number without its threshold names it, and is never 0', () => {
  const rows = analyseActivity(steadyRun(3600), noThresholds)
  expect(valueOf(rows, 'load')).toMatchObject({ value: null, method: 'unknown' })
  expect(valueOf(rows, 'load').missing).toEqual(['threshold_speed_mps', 'hr_rest_bpm', 'hr_max_bpm', 'rpe'])
  expect(valueOf(rows, 'trimp_banister')).toMatchObject({ value: null, missing: ['hr_rest_bpm', 'hr_max_bpm'] })
  expect(valueOf(rows, 'r_tss').missing).toEqual(['threshold_speed_mps'])
  expect(valueOf(rows, 'time_in_hr_zones')).toMatchObject({ value: null, missing: ['lthr_bpm', 'hr_max_bpm'] })
})

test('assumed thresholds are used, marked and named', () => {
  const rows = analyseActivity(steadyRun(3600), { ...noThresholds, hrRestBpm: 50, ageYears: 40 })
  expect(valueOf(rows, 'trimp_banister')).toMatchObject({ confidence: 'low', missing: ['hr_max_bpm'] })
  expect(valueOf(rows, 'hr_tss')).toMatchObject({ confidence: 'low', missing: ['hr_max_bpm', 'lthr_bpm'] })
  expect(valueOf(rows, 'load')).toMatchObject({
    method: 'hrtss',
    missing: ['hr_max_bpm', 'lthr_bpm', 'threshold_speed_mps'],
  })
  const known = analyseActivity(steadyRun(3600), { ...thresholds, lthrBpm: null })
  expect(valueOf(known, 'hr_tss')).toMatchObject({ confidence: 'estimated', missing: ['lthr_bpm'] })
  expect(valueOf(known, 'time_in_hr_zones').method).toBe('karvonen')
})

test('a ride’s load is its power, and without FTP its heart rate', () => {
  const ride = recording('bike', 3600, { powerW: () => 250, hrBpm: () => 150, speedMps: () => 9 })
  const rows = analyseActivity(ride, thresholds)
  expect(valueOf(rows, 'load')).toMatchObject({ method: 'tss' })
  expect(valueOf(rows, 'load').value).toBeCloseTo(100, 9)
  expect(valueOf(rows, 'np_w').value).toBeCloseTo(250, 9)
  expect(valueOf(rows, 'mean_max_power_w').value).toBeCloseTo(250, 9)
  expect(valueOf(rows, 'time_in_hr_zones').method).toBe('friel_bike_lthr')
  const without = analyseActivity(ride, { ...thresholds, ftpW: null })
  expect(valueOf(without, 'tss')).toMatchObject({ value: null, missing: ['ftp_w'] })
  expect(valueOf(without, 'load')).toMatchObject({ method: 'hrtss', missing: ['ftp_w'] })
})

test('a power meter that says 0 all the way was not there', () => {
  const rows = analyseActivity(recording('bike', 600, { powerW: () => 0, hrBpm: () => 150 }), thresholds)
  expect(valueOf(rows, 'tss')).toMatchObject({ value: null, missing: ['power'] })
  expect(valueOf(rows, 'load').method).toBe('hrtss')
  expect(idsOf(rows)).not.toContain('np_w')
})

test('pauses are not timer time, silence without a word is missing', () => {
  const series = { hrBpm: (second: number) => (second >= 600 && second < 1200 ? NaN : 150) }
  const paused = recording('other', 1800, series, { pauses: [[startS + 600, startS + 1200]] })
  paused.sessions = [session('other', { elapsedS: 1800, timerS: 1200 })]
  expect(valueOf(analyseActivity(paused, thresholds), 'trimp_banister')).toMatchObject({
    coverage: 1,
    confidence: 'high',
  })
  const silent = analyseActivity(recording('other', 1800, series), thresholds)
  expect(valueOf(silent, 'trimp_banister').coverage).toBeCloseTo(2 / 3, 2)
  expect(valueOf(silent, 'trimp_banister').confidence).toBe('estimated')
})

test('a device that wrote no pauses but a shorter timer paused where it was silent', () => {
  const run = steadyRun(1800)
  const kept = [...run.samples.timeS.keys()].filter((second) => second < 600 || second >= 1200)
  const pick = (values: Float64Array): Float64Array => Float64Array.from(kept, (second) => values[second]!)
  run.samples = {
    n: kept.length,
    timeS: pick(run.samples.timeS),
    channels: { hrBpm: pick(run.samples.channels.hrBpm!) },
  }
  run.sessions = [session('run', { elapsedS: 1800, timerS: 1200 })]
  expect(valueOf(analyseActivity(run, thresholds), 'trimp_banister').coverage).toBe(1)
})

test('a pool swim counts its active lengths, and records start at the wall', () => {
  const lengths = Array.from({ length: 20 }, (_, i) => ({
    startTimeS: startS + i * 30 + (i >= 10 ? 60 : 0),
    elapsedS: 30,
    timerS: 30,
    active: true,
    strokes: 18,
    stroke: 'freestyle' as const,
    avgSpeedMps: null,
  }))
  const swim = recording('pool_swim', 660, {}, { lengths })
  swim.sessions = [session('pool_swim', { elapsedS: 660, timerS: 660, distanceM: 500, poolLengthM: 25 })]
  const rows = analyseActivity(swim, thresholds)
  expect(valueOf(rows, 's_tss')).toMatchObject({ confidence: 'high', detail: { swimS: 600, restS: 60 } })
  expect(valueOf(rows, 's_tss').value).toBeCloseTo((100 * 600 * (500 / 600 / 1.1) ** 3) / 3600, 9)
  expect(valueOf(rows, 'moving_s')).toMatchObject({ value: 600, method: 'active_lengths' })
  expect(valueOf(rows, 'best_efforts').detail?.['efforts']).toEqual([
    { distanceM: 50, timeS: 60, startS: 0 },
    { distanceM: 100, timeS: 120, startS: 0 },
    { distanceM: 200, timeS: 240, startS: 0 },
    { distanceM: 400, timeS: 540, startS: 0 },
  ])
  expect(valueOf(rows, 'load').method).toBe('stss')
})

test('heart rate in water makes no load, effort does', () => {
  const swim = recording('pool_swim', 1800, { hrBpm: () => 140 }, { rpe: 5 })
  const rows = analyseActivity(swim, { ...thresholds, cssMps: null })
  expect(valueOf(rows, 'load')).toMatchObject({ method: 'srpe', confidence: 'estimated' })
  expect(valueOf(rows, 'load').value).toBeCloseTo((150 * 100) / 420, 9)
})

test('a manual session has the loads its few facts allow', () => {
  const manual = recording('run', 0, {}, { rpe: 4, endTimeS: startS + 1800 })
  manual.sessions = [session('run', { timerS: 1800, distanceM: 6000, avgHrBpm: 150 })]
  const rows = analyseActivity(manual, thresholds)
  expect(valueOf(rows, 'trimp_banister')).toMatchObject({ method: 'banister1991_average', confidence: 'low' })
  expect(valueOf(rows, 'r_tss')).toMatchObject({ method: 'rtss_mean_pace', confidence: 'low' })
  expect(valueOf(rows, 'load').value).toBeCloseTo(100 * 0.5 * (6000 / 1800 / 4) ** 2, 9)
  expect(valueOf(rows, 'srpe').value).toBe(120)
})

test('a treadmill goes by the heart, its belt has no hills and its jumps no records', () => {
  const rows = analyseActivity({ ...steadyRun(3600), ...treadmill }, thresholds)
  expect(valueOf(rows, 'load').method).toBe('hrtss')
  expect(valueOf(rows, 'r_tss')).toMatchObject({ method: 'rtss_flat', confidence: 'low' })
  expect(idsOf(rows)).not.toContain('best_efforts')
  expect(idsOf(rows)).not.toContain('gps_quality')
})

const treadmill = {
  sport: 'treadmill_run' as const,
  sessions: [session('treadmill_run', { elapsedS: 3600, timerS: 3600 })],
}

test('the grade model is the athlete’s choice and is named', () => {
  const downhill = steadyRun(3600)
  downhill.samples.channels.altitudeM = downhill.samples.channels.distanceM!.map((at) => 2000 - at / 10)
  const minetti = analyseActivity(downhill, thresholds)
  const strava = analyseActivity(downhill, thresholds, { ...defaultOptions, gapModel: 'strava_fit' })
  expect(valueOf(minetti, 'ngp_mps').value).toBeCloseTo(3 * 0.5977, 3)
  expect(valueOf(strava, 'ngp_mps').value).toBeCloseTo(3 * 0.8841, 3)
  expect(valueOf(strava, 'r_tss').method).toBe('rtss_strava_fit')
})

test('a triathlon has numbers per session, and its load is their sum', () => {
  const seconds = 5400
  const triathlon = recording('multisport', seconds, {
    hrBpm: (second) => (second < 1200 ? NaN : 150),
    speedMps: (second) => (second < 1200 ? 1 : second < 1300 ? 0 : second < 4000 ? 9 : 3),
    distanceM: (second) => 3 * second,
  })
  triathlon.sessions = [
    session('open_water_swim', { elapsedS: 1200, timerS: 1200, distanceM: 1200 }),
    session('transition', { startTimeS: startS + 1200, elapsedS: 100, timerS: 100 }),
    session('bike', { startTimeS: startS + 1300, elapsedS: 2700, timerS: 2700 }),
    session('run', { startTimeS: startS + 4000, elapsedS: 1400, timerS: 1400 }),
  ]
  const rows = analyseActivity(triathlon, thresholds)
  const legs = [0, 1, 2, 3].map((index) => valueOf(rows, 'load', index))
  expect(legs.map(({ method }) => method)).toEqual(['stss', 'hrtss', 'hrtss', 'rtss'])
  const whole = valueOf(rows, 'load')
  expect(whole).toMatchObject({ method: 'sum_of_sessions', coverage: 1 })
  expect(whole.value).toBeCloseTo(
    legs.reduce((sum, { value }) => sum + value!, 0),
    9,
  )
  expect(valueOf(rows, 'trimp_banister')).toMatchObject({ confidence: 'low' })
  expect(valueOf(rows, 'time_in_3_zones')).toMatchObject({ value: 4200, detail: { missingS: 1200 } })
  expect(valueOf(rows, 'decoupling_pct', 3)).toMatchObject({ value: null, missing: ['too_short'] })
})

test('a bad heart rate is not used for the load', () => {
  const jumpy = recording('other', 3600, {
    hrBpm: (second) => (second % 2 === 0 ? 90 : second % 600 < 300 ? 180 : NaN),
  })
  const rows = analyseActivity(jumpy, thresholds)
  expect(valueOf(rows, 'hr_quality').value).toBeLessThan(100)
  const flat = recording('other', 3600, { hrBpm: (second) => (second < 2000 ? 150 : NaN) })
  expect(valueOf(analyseActivity(flat, thresholds), 'load')).toMatchObject({
    value: null,
    missing: ['low_quality', 'rpe'],
  })
})

test('ascent is ours only where the device has none', () => {
  const hilly = steadyRun(3600)
  hilly.samples.channels.altitudeM = hilly.samples.timeS.map((time) => 100 + 50 * Math.sin((time - startS) / 200))
  expect(valueOf(analyseActivity(hilly, thresholds), 'ascent_m').value).toBeCloseTo(262, 0)
  hilly.sessions = [session('run', { elapsedS: 3600, timerS: 3600, ascentM: 310 })]
  expect(idsOf(analyseActivity(hilly, thresholds))).not.toContain('ascent_m')
})

test('an empty recording says what is missing and does not fall over', () => {
  const rows = analyseActivity(recording('run', 0, {}), thresholds)
  expect(valueOf(rows, 'load')).toMatchObject({ value: null })
  expect(analyseActivity({ ...recording('run', 0, {}), sessions: [] }, thresholds)).toEqual([])
  for (const { value } of rows) expect(value === null || Number.isFinite(value)).toBe(true)
})

test('the order and the chunks in which samples came do not matter', () => {
  const input = recording(
    'run',
    1500,
    {
      hrBpm: (second) => 130 + Math.round(20 * Math.sin(second / 60)),
      speedMps: (second) => 3 + Math.sin(second / 40),
      distanceM: (second) => 3 * second,
      altitudeM: (second) => 100 + 5 * Math.sin(second / 90),
      cadenceRpm: () => 88,
    },
    { rpe: 6 },
  )
  const { samples } = input
  const whole = analyseActivity(input, thresholds)
  const cuts = fc.uniqueArray(fc.nat(samples.n), { maxLength: 8 })
  fc.assert(
    fc.property(cuts, fc.infiniteStream(fc.nat(1000)), (at, keys) => {
      const edges = [0, ...at.toSorted((a, b) => a - b), samples.n]
      const chunks = edges.slice(1).map((to, i) => Array.from({ length: to - edges[i]! }, (_, n) => edges[i]! + n))
      const shuffled = chunks.map((chunk) => ({ chunk, key: keys.next().value! })).sort((a, b) => a.key - b.key)
      const order = shuffled.flatMap(({ chunk, key }) => (key % 2 === 0 ? chunk : chunk.toReversed()))
      const pick = (values: Float64Array) => Float64Array.from(order, (i) => values[i]!)
      const channels = Object.fromEntries(Object.entries(samples.channels).map(([name, of]) => [name, pick(of)]))
      const mixed = { ...input, samples: { n: samples.n, timeS: pick(samples.timeS), channels } }
      expect(analyseActivity(mixed, thresholds)).toEqual(whole)
    }),
    { numRuns: 20 },
  )
})

test('whatever a file claims, every number is finite or null with a reason', () => {
  const maybe = fc.option(fc.double({ min: -10, max: 5000, noNaN: true }), { nil: null })
  const value = fc.oneof(fc.constant(NaN), fc.double({ min: -50, max: 400, noNaN: true }))
  const sample = fc.tuple(fc.integer({ min: -100, max: 4000 }), value, value, value, value)
  const claim = fc.record({
    sport: fc.constantFrom(...sports),
    startTimeS: maybe,
    elapsedS: maybe,
    timerS: maybe,
    distanceM: maybe,
  })
  const pause = fc.tuple(fc.integer({ min: -50, max: 4000 }), fc.integer({ min: -50, max: 4000 }))
  fc.assert(
    fc.property(
      fc.array(sample),
      fc.array(claim, { maxLength: 3 }),
      fc.array(pause, { maxLength: 3 }),
      (samples, claims, pauses) => {
        const column = (at: 1 | 2 | 3 | 4): Float64Array => Float64Array.from(samples, (each) => each[at])
        const input = recording('run', 0, {}, { startTimeS: 0, endTimeS: 4000, pauses })
        input.samples = {
          n: samples.length,
          timeS: Float64Array.from(samples, ([time]) => time),
          channels: {
            hrBpm: column(1),
            speedMps: column(2),
            distanceM: column(3),
            altitudeM: column(4),
            powerW: column(2),
          },
        }
        input.sessions = claims.map(({ sport, ...facts }) => session(sport, facts))
        const rows = analyseActivity(input, thresholds)
        for (const row of rows) {
          expect(row.value === null ? row.missing.length > 0 : Number.isFinite(row.value), row.metricId).toBe(true)
        }
        // What is kept of it, made while nothing was known of the athlete, says the same later.
        const kept = JSON.stringify(summarise(openActivity(input, noThresholds)))
        const about = { rpe: null, thresholds, options: defaultOptions }
        expect(analyseSummaries(JSON.parse(kept) as SessionSummary[], about)).toEqual(
          rows.filter(({ metricId }) => athleteMetrics.some(({ id }) => id === metricId)),
        )
      },
    ),
    { numRuns: 100 },
  )
})

describe('nothing that is missing becomes a zero', () => {
  const everything = {
    hrBpm: (second: number) => 130 + (second % 30) + second / 300,
    powerW: (second: number) => 180 + (second % 50),
    speedMps: (second: number) => 3 + (second % 10) / 20,
    distanceM: (second: number) => 3.2 * second,
    altitudeM: (second: number) => 100 + second / 20,
    cadenceRpm: (second: number) => 85 + (second % 3),
  }
  const lengths = Array.from({ length: 40 }, (_, i) => ({
    startTimeS: startS + i * 45,
    elapsedS: 25 + (i % 3),
    timerS: 25 + (i % 3),
    active: true,
    strokes: 14 + (i % 2),
    stroke: 'freestyle' as const,
    avgSpeedMps: null,
  }))
  const whole = (sport: Sport, without: string[] = []) => {
    const series = Object.fromEntries(Object.entries(everything).filter(([name]) => !without.includes(name)))
    const input = recording(sport, 3000, series, { rpe: 6, lengths: sport === 'pool_swim' ? lengths : [] })
    input.sessions = [
      session(sport, { elapsedS: 3000, timerS: 3000, distanceM: 9600, poolLengthM: sport === 'pool_swim' ? 25 : null }),
    ]
    return input
  }
  /** A score says how much is missing: of those a zero is the truth. */
  const isZero = ({ metricId, value }: ActivityMetricValue): boolean => value === 0 && !metricId.endsWith('_quality')
  const zeros = (rows: ActivityMetricValue[]): string[] => rows.filter(isZero).map(({ metricId }) => metricId)

  test.each(sports)('of a %s: a channel, a threshold, half of a channel', (sport) => {
    const known = zeros(analyseActivity(whole(sport), thresholds))
    const expectNoMore = (rows: ActivityMetricValue[], without: string): void =>
      expect(
        zeros(rows).filter((id) => !known.includes(id)),
        without,
      ).toEqual([])
    for (const channel of Object.keys(everything)) {
      expectNoMore(analyseActivity(whole(sport, [channel]), thresholds), `no ${channel}`)
      const silent = whole(sport)
      const { n, channels } = silent.samples
      channels[channel as keyof typeof channels] = new Float64Array(n).fill(NaN)
      expectNoMore(analyseActivity(silent, thresholds), `silent ${channel}`)
      const holed = whole(sport)
      holed.samples.channels[channel as keyof typeof channels]!.forEach((_, i, all) => i % 60 < 30 && (all[i] = NaN))
      expectNoMore(analyseActivity(holed, thresholds), `half of ${channel}`)
    }
    expectNoMore(analyseActivity(whole(sport, Object.keys(everything)), thresholds), 'no samples')
    for (const kind of Object.keys(thresholds))
      expectNoMore(analyseActivity(whole(sport), { ...thresholds, [kind]: noThresholds[kind as 'ftpW'] }), `no ${kind}`)
  })

  test('and days of unknown loads have no number that was made of nothing', () => {
    const dates = Array.from({ length: 60 }, (_, i) => addDays('2026-01-01', i))
    const rows = computeDaily(
      dates.map((date) => ({ date, load: null, trimp: null, run: { distanceM: null, trimp: null }, zonesS: null })),
      dates.at(-1)!,
    )
    expect(rows.length).toBeGreaterThan(60 * 20)
    // The averages go on without the day, and say that they do.
    for (const { metricId, value, missing, coverage } of rows)
      expect(value === null || (missing.length > 0 && (coverage ?? 1) < 1), metricId).toBe(true)
    for (const { value } of rows.filter(({ metricId }) => ['load', 'trimp'].includes(metricId)))
      expect(value).toBeNull()
  })
})
