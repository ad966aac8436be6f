import fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeDaily } from '../compute-daily.ts'
import { acuteChronicRatio, acwrForms } from './acwr.ts'
import { elevationLoad } from './elevation-load.ts'
import { fosterWeek } from './foster.ts'
import { intensityDistribution } from './intensity-distribution.ts'
import { normalizedDivergence } from './normalized-divergence.ts'

const runs = { numRuns: 100 }
const loads = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 28, maxLength: 80 })
const week = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 7, maxLength: 7 })
const ratio = fc.double({ min: 0, max: 4, noNaN: true })

test.each(acwrForms)('the %s ratio knows no unit, and no history without 28 days', (form) => {
  fc.assert(
    fc.property(loads, fc.integer({ min: 2, max: 9 }), (of, factor) => {
      const last = of.length - 1
      const value = acuteChronicRatio(of, form)(last)
      const scaled = acuteChronicRatio(
        of.map((load) => factor * load),
        form,
      )(last)
      expect(scaled === null).toBe(value === null)
      expect(scaled ?? 0).toBeCloseTo(value ?? 0, 9)
      expect(acuteChronicRatio(of, form)(26)).toBeNull()
    }),
    runs,
  )
})

test('steady weeks are 1; a week of half as much again is 1.5, coupled 1.333; coupled never exceeds 4', () => {
  const steady = Array<number>(28).fill(50)
  for (const form of acwrForms) expect(acuteChronicRatio(steady, form)(27)).toBeCloseTo(1, 12)
  const more = steady.with(0, 50).map((load, day) => (day >= 21 ? 1.5 * load : load))
  expect(acuteChronicRatio(more, 'uncoupled')(27)).toBeCloseTo(1.5, 12)
  expect(acuteChronicRatio(more, 'coupled')(27)).toBeCloseTo(4 / 3, 12)
  fc.assert(
    fc.property(loads, (of) => {
      expect(acuteChronicRatio(of, 'coupled')(of.length - 1) ?? 0).toBeLessThanOrEqual(4 + 1e-9)
    }),
    runs,
  )
})

test('the window forgets: what happened before 28 days changes no rolling ratio', () => {
  fc.assert(
    fc.property(loads, loads, (before, of) => {
      for (const form of ['uncoupled', 'coupled'] as const) {
        const alone = acuteChronicRatio(of, form)(of.length - 1)
        expect(acuteChronicRatio([...before, ...of], form)(before.length + of.length - 1)).toBe(alone)
      }
    }),
    runs,
  )
})

test('daily rows: too short, nothing to compare with, and an unknown load marked', () => {
  const date = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
  const known = [0, 1, 2, 40].map((day) => ({ date: date(day), load: 50, trimp: 60 }))
  const rows = computeDaily([...known, { date: date(41), load: null, trimp: 70 }], date(45))
  const row = (metricId: string, day: number) =>
    rows.find((each) => each.metricId === metricId && each.localDate === date(day))
  expect(row('acwr_uncoupled', 26)).toMatchObject({ value: null, missing: ['too_short'] })
  expect(row('acwr_uncoupled', 40)).toMatchObject({ value: null, missing: ['no_load'] })
  expect(row('acwr_coupled', 40)).toMatchObject({ value: 4, confidence: 'high' })
  expect(row('acwr_coupled', 41)).toMatchObject({ value: 4, confidence: 'estimated', missing: ['activity_load'] })
  expect(row('trimp_acwr_coupled', 41)).toMatchObject({ value: 4, confidence: 'high', missing: [] })
  expect(row('monotony', 5)).toMatchObject({ value: null, missing: ['too_short'] })
  expect(row('monotony', 20)).toMatchObject({ value: null, missing: ['no_load'] })
  expect(row('strain', 20)).toMatchObject({ value: 0, confidence: 'high' })
  expect(row('strain', 6)?.value).toBeCloseTo(150 * row('monotony', 6)!.value!, 9)
})

test('monotony knows neither unit nor order of the days; strain grows with the load', () => {
  fc.assert(
    fc.property(week, (of) => {
      const { monotony, strain, load, capped } = fosterWeek(of)!
      const double = fosterWeek(of.map((day) => 2 * day))!
      expect(double.strain).toBeCloseTo(2 * strain, 6)
      expect(double.capped).toBe(capped)
      expect(monotony === null).toBe(load === 0)
      expect(strain).toBeCloseTo(load * (monotony ?? 0), 9)
      expect(fosterWeek(of.toReversed())!.monotony ?? 0).toBeCloseTo(monotony ?? 0, 9)
      expect(monotony ?? 0).toBeLessThanOrEqual(10)
    }),
    runs,
  )
  expect(fosterWeek(Array<number>(7).fill(33.3))).toMatchObject({ monotony: 10, capped: true })
  expect(fosterWeek([1, 2, 3])).toBeNull()
})

test('divergence is antisymmetric and within ±2', () => {
  fc.assert(
    fc.property(ratio, ratio, (a, b) => {
      const there = normalizedDivergence(a, b)!
      expect(there + normalizedDivergence(b, a)!).toBeCloseTo(0, 12)
      expect(Math.abs(there)).toBeLessThanOrEqual(2)
    }),
    runs,
  )
  expect(normalizedDivergence(0.9, 0)).toBe(2)
  expect(normalizedDivergence(1, null)).toBeNull()
})

test('climb adds up as flat distance, and is not made up', () => {
  expect(elevationLoad(10_000, 0)).toEqual({ elevationLoadM: 0, totalLoadM: 10_000 })
  expect(elevationLoad(0, 100)!.elevationLoadM).toBeCloseTo(704, 6)
  expect(elevationLoad(0, 100, 500)!.elevationLoadM).toBeGreaterThan(elevationLoad(0, 100)!.elevationLoadM)
  expect(elevationLoad(10_000, null)).toBeNull()
  expect(elevationLoad(10_000, 100, 100)).toBeNull()
})

test('a distribution sums to 1 and knows no unit', () => {
  const time = fc.integer({ min: 0, max: 600 })
  fc.assert(
    fc.property(time, time, time, (z1, z2, z3) => {
      const result = intensityDistribution(z1, z2, z3)
      expect(result === null).toBe(z1 + z2 + z3 === 0)
      if (result === null) return
      expect(result.f1 + result.f2 + result.f3).toBeCloseTo(1, 12)
      const hours = intensityDistribution(z1 / 60, z2 / 60, z3 / 60)!
      expect(hours.polarizationIndex).toBeCloseTo(result.polarizationIndex, 9)
      expect(result.kind === 'polarized' && result.polarizationIndex <= 2).toBe(false)
    }),
    runs,
  )
  expect(intensityDistribution(80, 15, 5)?.kind).toBe('pyramidal')
  expect(intensityDistribution(20, 10, 70)?.kind).toBe('unclassified')
  expect(intensityDistribution(80, null, 5)).toBeNull()
})
