import fc from 'fast-check'
import { expect, test } from 'vitest'
import { criticalTime, fitCritical } from './critical-speed.ts'
import { predictRace } from './race-prediction.ts'
import { personalExponent, riegelExponent, riegelTime } from './riegel.ts'
import { trainingPaces } from './training-paces.ts'
import { vdotAfterBreak } from './vdot-after-break.ts'
import { speedAtVo2, vdot, vdotTime } from './vdot.ts'

const runs = { numRuns: 100 }
const fitness = fc.double({ min: 30, max: 85, noNaN: true })
const distance = fc.integer({ min: 3000, max: 49_900 })

test('VDOT and its race times are each other’s inverse, and fitter is faster', () => {
  fc.assert(
    fc.property(fitness, distance, (value, distanceM) => {
      const timeS = vdotTime(value, distanceM)!
      expect(vdot(distanceM, timeS)).toBeCloseTo(value, 3)
      expect(vdotTime(value + 1, distanceM)!).toBeLessThan(timeS)
      expect(vdotTime(value, distanceM + 100)!).toBeGreaterThan(timeS)
    }),
    runs,
  )
})

test('outside its domain VDOT is silent', () => {
  expect(vdot(799, 240)).toBeNull()
  expect(vdot(50_001, 14_400)).toBeNull()
  expect(vdot(1500, 209)).toBeNull()
  expect(vdot(5000, 0)).toBeNull()
  expect(vdotTime(50, 800)).toBeNull()
  expect(vdotTime(50, 60_000)).toBeNull()
  expect(vdotTime(0, 5000)).toBeNull()
  expect(speedAtVo2(0)).toBeNull()
  expect(trainingPaces(0)).toBeNull()
})

test('training paces come in order, from easy to repetition', () => {
  fc.assert(
    fc.property(fitness, (value) => {
      const { easySlow, easyFast, marathon, threshold, interval, repetition } = trainingPaces(value)!
      const order = [easySlow, easyFast, marathon, threshold, interval, repetition]
      expect(order).toEqual(order.toSorted((a, b) => b - a))
    }),
    runs,
  )
})

test('a longer break never makes fitter', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 120 }), (days) => {
      const left = vdotAfterBreak(50, days)!
      expect(vdotAfterBreak(50, days + 1)!).toBeLessThanOrEqual(left)
      expect(left).toBeGreaterThanOrEqual(40)
    }),
    runs,
  )
  expect([5, 7, 72, 400].map((days) => vdotAfterBreak(50, days))).toEqual([50, 49.7, 40, 40])
  expect(vdotAfterBreak(50, 28)).toBeCloseTo(46.55, 12)
  expect(vdotAfterBreak(50, -1)).toBeNull()
})

test('Riegel’s law goes there and back, and two of its races give its exponent', () => {
  fc.assert(
    fc.property(distance, distance, fc.double({ min: 1.03, max: 1.19, noNaN: true }), (d1, d2, exponent) => {
      const t2 = riegelTime(d1, 3600, d2, exponent)!
      expect(riegelTime(d2, t2, d1, exponent)).toBeCloseTo(3600, 6)
      expect(riegelExponent(d1, 3600, d2, t2) ?? exponent).toBeCloseTo(exponent, 6)
    }),
    runs,
  )
  expect(riegelExponent(5000, 1200, 10_000, 3600)).toBe(1.2)
  expect(riegelTime(0, 1200, 5000)).toBeNull()
})

test('an exponent of one’s own needs two races within half a year', () => {
  const spring = { date: '2026-03-01', distanceM: 10_000, timeS: 2400 }
  expect(personalExponent(spring, { date: '2026-08-01', distanceM: 21_097.5, timeS: 5400 })).toBeCloseTo(1.086, 3)
  expect(personalExponent(spring, { date: '2026-10-01', distanceM: 21_097.5, timeS: 5400 })).toBeNull()
})

test('a marathon is predicted as a range, never a point, and not from too short a race', () => {
  const { fastS, slowS } = predictRace({ distanceM: 21_097.5, timeS: 5400 }, 42_195)!
  expect(fastS).toBeGreaterThan(11_200)
  expect(fastS).toBeLessThan(11_300)
  expect(slowS).toBeCloseTo(11_983.35, 2)
  expect(predictRace({ distanceM: 10_000, timeS: 2400 }, 42_195)).toBeNull()
  expect(predictRace({ distanceM: 42_195, timeS: 11_000 }, 5000)).toBeNull()
  fc.assert(
    fc.property(distance, distance, fc.double({ min: 3, max: 5, noNaN: true }), (distanceM, targetM, speed) => {
      const range = predictRace({ distanceM, timeS: distanceM / speed }, targetM)
      const isNear = targetM <= 4 * distanceM && distanceM <= 4 * targetM
      expect(range !== null).toBe(isNear)
      if (range === null) return
      expect(range.slowS).toBeGreaterThanOrEqual(range.fastS)
      const isPoint = range.slowS === range.fastS
      expect(isPoint && targetM > 21_097.5 && targetM > distanceM).toBe(false)
    }),
    runs,
  )
})

test('a critical fit gives back the line it was made from', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 300 }), (speed, reserve) => {
      const efforts = [200, 400, 900].map((seconds) => [seconds, speed * seconds + reserve] as const)
      const fit = fitCritical(efforts)!
      expect(fit.slope).toBeCloseTo(speed, 9)
      expect(fit.intercept).toBeCloseTo(reserve, 6)
      for (const [seconds, metres] of efforts) expect(criticalTime(fit, metres)).toBeCloseTo(seconds, 6)
    }),
    runs,
  )
  expect(criticalTime({ slope: 4, intercept: 150 }, 150)).toBeNull()
})
