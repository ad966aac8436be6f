import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assessMorning, type MorningSeries } from './assess-morning.ts'
import { currentHrvSource, hrvSeries, type HrvReading } from './hrv-series.ts'
import { hrvStatus } from './hrv-status.ts'
import { assessReadiness, rankDrivers, type ReadinessInputs } from './readiness.ts'
import { isRestingHrRaised, restingHrBaseline } from './resting-hr.ts'
import { rmssdMs } from './rmssd.ts'
import { sleepAverage14H, sleepDebtH } from './sleep-debt.ts'
import { sleepEfficiencyPct } from './sleep-efficiency.ts'

const runs = { numRuns: 200 }
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** Ordinary nights that differ a little. */
const ordinary = (days: number, middle: number, swing: number): Float64Array =>
  Float64Array.from({ length: days }, (_, day) => middle + swing * Math.sin(2.4 * day))

describe('score', () => {
  const baseline: ReadinessInputs = {
    lnToday: 4.1,
    ln7: 4.1,
    lnMean60: 4.1,
    lnSd60: 0.12,
    restingHrBpm: 48,
    restingHrMean60Bpm: 48,
    restingHrSd60Bpm: 2,
    sleepH: 8,
    sleepNeedH: 8,
    sleepDebtH: 0,
    sleepEfficiencyPct: 85,
  }
  const morning = fc
    .record({
      lnToday: between(3, 5),
      ln7: between(3, 5),
      restingHrBpm: between(35, 80),
      sleepH: between(1, 12),
      sleepDebtH: between(0, 40),
      sleepEfficiencyPct: between(50, 100),
    })
    .map((some): ReadinessInputs => ({ ...baseline, ...some }))

  test.each([
    ['lnToday', 1],
    ['ln7', 1],
    ['restingHrBpm', -1],
    ['sleepH', 1],
    ['sleepDebtH', -1],
    ['sleepEfficiencyPct', 1],
  ] as const)('is monotone in %s', (key, better) => {
    fc.assert(
      fc.property(morning, between(0, 3), (inputs, step) => {
        const improved = { ...inputs, [key]: inputs[key]! + better * step }
        expect(assessReadiness(improved).score!).toBeGreaterThanOrEqual(assessReadiness(inputs).score!)
      }),
      runs,
    )
  })

  test('is 70 and its drivers up to rounding, within 0–100', () => {
    fc.assert(
      fc.property(morning, (inputs) => {
        const { score, drivers, confidence } = assessReadiness(inputs)
        const sum = drivers.reduce((total, { points }) => total + points, 70)
        expect(Math.abs(score! - Math.min(100, Math.max(0, sum)))).toBeLessThanOrEqual(0.5)
        expect(confidence).toBe(1)
      }),
      runs,
    )
  })

  test('has bands at 75, 55 and 35', () => {
    const at = (points: number) => assessReadiness({ ...baseline, restingHrBpm: null, lnToday: 4.1, ln7: 4.1 + points })
    expect(at(0).band).toBe('normal')
    const bandOf = (z: number) => {
      const ln = 4.1 + 0.12 * z
      return assessReadiness({ ...baseline, lnToday: ln, ln7: ln })
    }
    expect(bandOf(5 / 15)).toMatchObject({ score: 75, band: 'high' })
    expect(bandOf(-15 / 15)).toMatchObject({ score: 55, band: 'normal' })
    expect(bandOf(-16 / 15)).toMatchObject({ score: 54, band: 'reduced' })
    expect(bandOf(-35 / 15)).toMatchObject({ score: 35, band: 'reduced' })
    expect(bandOf(-36 / 15)).toMatchObject({ score: 34, band: 'low' })
  })

  test('needs more than sleep, and the missing adds nothing', () => {
    const nothing = { lnToday: null, ln7: null, restingHrBpm: null }
    expect(assessReadiness({ ...baseline, ...nothing })).toMatchObject({ score: null, band: null, confidence: 0.15 })
    expect(assessReadiness({ ...baseline, ...nothing, ln7: 4.1, sleepH: null })).toMatchObject({
      score: 70,
      confidence: 0.4,
      drivers: [{ id: 'hrv', points: 0 }],
    })
    expect(assessReadiness({ ...baseline, sleepDebtH: null, sleepEfficiencyPct: null }).score).toBe(70)
  })

  test('tells the strongest driver first', () => {
    const drivers = rankDrivers([
      { id: 'hrv', points: -5 },
      { id: 'rhr', points: 8 },
      { id: 'sleep', points: -13 },
    ])
    expect(drivers.map(({ id }) => id)).toEqual(['sleep', 'rhr', 'hrv'])
  })
})

describe('morning', () => {
  const usual: MorningSeries = {
    hrvMs: ordinary(61, 60, 5),
    restingHrBpm: ordinary(61, 50, 2),
    sleepH: ordinary(14, 8, 0.3),
    sleepEfficiencyPct: 90,
    sleepNeedH: 8,
  }

  test('an ordinary one is normal and complete', () => {
    const { readiness, isStale } = assessMorning(usual)
    expect(isStale).toBe(false)
    expect(readiness).toMatchObject({ confidence: 1 })
    expect(readiness.score).toBeGreaterThan(50)
  })

  test('before the night has arrived the week stands in, for three days', () => {
    const without = (days: number): MorningSeries => ({ ...usual, hrvMs: usual.hrvMs.slice().fill(NaN, 61 - days) })
    expect(assessMorning(without(1))).toMatchObject({ isStale: true, readiness: { confidence: 0.8 } })
    expect(assessMorning(without(3)).readiness.confidence).toBe(0.8)
    expect(assessMorning(without(4)).readiness.confidence).toBe(0.4)
  })

  test('a new device has no say until it is calibrated', () => {
    const { hrv, readiness } = assessMorning({ ...usual, hrvMs: usual.hrvMs.slice().fill(NaN, 0, 50) })
    expect(hrv.status).toBe('calibrating')
    expect(readiness.drivers.some(({ id }) => id === 'hrv')).toBe(false)
  })
})

describe('HRV', () => {
  const rr = fc.array(fc.integer({ min: 600, max: 700 }), { minLength: 2, maxLength: 200 })

  test('rMSSD ignores direction, and what is no beat', () => {
    fc.assert(
      fc.property(rr, (beats) => {
        const value = rmssdMs(beats)!
        expect(rmssdMs(beats.toReversed())).toBeCloseTo(value, 9)
        expect(rmssdMs([...beats, 0, 2500, NaN])).toBeCloseTo(value, 9)
      }),
      runs,
    )
    expect(rmssdMs([800, 1000])).toBeNull()
    expect(rmssdMs([800, NaN, 810])).toBeNull()
    expect(rmssdMs([800])).toBeNull()
  })

  test('status does not depend on the unit, and only the last 61 days count', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 20, max: 120 })), { maxLength: 90 }), (nights) => {
        const series = Float64Array.from(nights, (ms) => ms ?? NaN)
        const { status, n60, n7 } = hrvStatus(series)
        expect(hrvStatus(series.slice(-61))).toEqual(hrvStatus(series))
        const possible = n60 < 14 ? ['calibrating'] : n7 < 3 ? ['no_data'] : ['below', 'within', 'above']
        expect(possible).toContain(status)
      }),
      runs,
    )
  })

  const reading = (date: string, valueMs: number, vendor = 'watch', statistic = 'rmssd'): HrvReading => ({
    date,
    valueMs,
    vendor,
    statistic,
    window: 'night_mean',
  })

  test('vendors and statistics are never mixed', () => {
    const readings = [
      reading('2026-11-18', 60),
      reading('2026-11-19', 61),
      reading('2026-11-20', 62),
      reading('2026-11-20', 90, 'watch', 'sdnn'),
      reading('2026-11-19', 45, 'ring'),
      reading('2026-11-22', 46, 'ring'),
    ]
    const source = currentHrvSource(readings, '2026-11-20')!
    expect(source).toEqual({ vendor: 'watch', statistic: 'rmssd', window: 'night_mean' })
    expect([...hrvSeries(readings, source, '2026-11-20', 4)]).toEqual([NaN, 60, 61, 62])
    expect(currentHrvSource(readings, '2026-11-22')?.vendor).toBe('ring')
    expect(currentHrvSource(readings, '2026-11-01')).toBeNull()
  })
})

test('a resting heart rate is raised by 5 bpm or 1.5 SD, and unknown without a history', () => {
  const history = ordinary(60, 50, 1)
  const on = (bpm: number) => isRestingHrRaised(restingHrBaseline(Float64Array.from([...history, bpm])))
  expect(on(50)).toBe(false)
  expect(on(53)).toBe(true)
  expect(on(NaN)).toBeNull()
  expect(on(0)).toBeNull()
  expect(isRestingHrRaised(restingHrBaseline(history.slice(-14)))).toBeNull()
})

describe('sleep', () => {
  const nights = fc.array(between(0, 14), { minLength: 14, maxLength: 14 })

  test('debt knows no order, never falls with less sleep, and repays at most an hour a night', () => {
    fc.assert(
      fc.property(nights, (hours) => {
        const debt = sleepDebtH(Float64Array.from(hours))!
        expect(sleepDebtH(Float64Array.from(hours.toReversed()))).toBeCloseTo(debt, 9)
        const less = Float64Array.from(hours, (h) => Math.max(0, h - 1))
        expect(sleepDebtH(less)!).toBeGreaterThanOrEqual(debt - 1e-9)
        expect(debt).toBeLessThanOrEqual(56)
      }),
      runs,
    )
    expect(sleepDebtH(Float64Array.from([...Array<number>(7).fill(7), ...Array<number>(7).fill(12)]))).toBe(0)
    expect(sleepDebtH(new Float64Array(14).fill(8), 9)).toBe(14)
  })

  test('ten nights are needed, and only the last fourteen count', () => {
    const some = (n: number): Float64Array => new Float64Array(14).fill(NaN, n).fill(7, 0, n)
    expect(sleepDebtH(some(9))).toBeNull()
    expect(sleepAverage14H(some(9))).toBeNull()
    expect(sleepDebtH(some(10))).toBe(14)
    expect(sleepAverage14H(Float64Array.from([2, ...Array<number>(14).fill(7)]))).toBe(7)
  })

  test('efficiency is a share of the bed', () => {
    expect(sleepEfficiencyPct(480, 480)).toBe(100)
    expect(sleepEfficiencyPct(481, 480)).toBeNull()
    expect(sleepEfficiencyPct(0, 480)).toBeNull()
    expect(sleepEfficiencyPct(420, 0)).toBeNull()
    expect(sleepEfficiencyPct(null, 480)).toBeNull()
  })
})
