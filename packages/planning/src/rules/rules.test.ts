import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDanielsCap, danielsCaps } from './daniels-caps.ts'
import { checkDeload, firstWithoutDeload } from './deload.ts'
import { checkHardDays, consecutiveHardDays, crowdedHardDays, weeksWithoutRest, type DayKind } from './hard-days.ts'
import type { Severity } from './load-rule.ts'
import { checkReturn, returnCap } from './return-cap.ts'
import { singleRunSpike } from './single-run.ts'
import { checkTaper, taperSeverity } from './taper.ts'
import { twoWeekJump, weekIncrease } from './week-increase.ts'

const runs = { numRuns: 200 }
const km = fc.double({ min: 0, max: 60, noNaN: true })
const weeks = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 4 })
const gravity: Record<Severity, number> = { ok: 0, warn: 1, block: 2 }

describe('volume', () => {
  test('less never makes a rule graver', () => {
    fc.assert(
      fc.property(km, km, km, weeks, (a, b, longest, previous) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)]
        for (const judge of [
          (planned: number) => singleRunSpike(planned, longest),
          (planned: number) => weekIncrease(previous, planned),
          (planned: number) => twoWeekJump(previous, planned),
        ]) {
          expect(gravity[judge(less).severity]).toBeLessThanOrEqual(gravity[judge(more).severity])
        }
      }),
      runs,
    )
  })

  test('no rule of ratios knows the unit, but for the harmless kilometre', () => {
    fc.assert(
      fc.property(weeks, fc.integer({ min: 0, max: 120 }), (previous, planned) => {
        const inMetres = weekIncrease(
          previous.map((each) => 1000 * each),
          1000 * planned,
        )
        expect(inMetres.severity).toBe(weekIncrease(previous, planned).severity)
      }),
      runs,
    )
  })

  test('limits themselves are allowed, whatever binary fractions make of them', () => {
    for (const longest of [3.3, 7, 9.9, 11, 12.3, 21.1]) {
      expect(singleRunSpike(1.1 * longest, longest)).toMatchObject({ severity: 'ok', category: 'reference' })
      expect(singleRunSpike(1.3 * longest, longest)).toMatchObject({ severity: 'warn', category: 'small' })
      expect(singleRunSpike(2 * longest, longest).category).toBe('moderate')
      expect(weekIncrease([longest, longest], 1.1 * longest).severity).toBe('ok')
      expect(weekIncrease([longest, longest], 1.2 * longest).severity).toBe('warn')
    }
  })

  test('a kilometre more is never blocked, a long-run history is needed', () => {
    expect(singleRunSpike(3, 2).severity).toBe('warn')
    expect(singleRunSpike(3.01, 2).severity).toBe('block')
    expect(singleRunSpike(15, 10)).toMatchObject({ category: 'moderate', severity: 'block' })
    expect(singleRunSpike(5, 0)).toEqual({ ratio: null, category: 'no_history', severity: 'warn' })
  })

  test('weeks: only the last four count, none is no licence', () => {
    expect(weekIncrease([90, 40, 42, 44, 46], 49).baseKm).toBe(45)
    expect(weekIncrease([], 20)).toEqual({ baseKm: null, pct: null, severity: 'warn' })
    expect(weekIncrease([0, 0, 0, 0], 0)).toEqual({ baseKm: 0, pct: null, severity: 'ok' })
    expect(twoWeekJump([40, 42, 30, 44], 45).severity).toBe('block')
    expect(twoWeekJump([46, 44, 30, 44], 45).severity).toBe('ok')
    expect(twoWeekJump([40], 80)).toEqual({ pct: null, severity: 'ok' })
  })

  test('adjusted towards caution, a limit bites earlier', () => {
    const careful = { warnRatio: 1.05, blockRatio: 1.1, harmlessKm: 0 }
    expect(singleRunSpike(10.6, 10, careful).severity).toBe('warn')
    expect(singleRunSpike(11.5, 10, careful).severity).toBe('block')
  })
})

describe('deload', () => {
  test('four weeks without a light one warn, five block', () => {
    expect(checkDeload([300, 320, 340])).toBe('ok')
    expect(checkDeload([300, 320, 340, 360])).toBe('warn')
    expect(checkDeload([300, 320, 340, 360, 350])).toBe('block')
    expect(checkDeload([300, 320, 340, 200, 350, 360, 370])).toBe('ok')
  })

  test('a light week inside every stretch is enough, in any unit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 120 }), { minLength: 4, maxLength: 20 }), (loads) => {
        const withLight = loads.map((load, week) => (week % 4 === 3 ? 50 : load))
        expect(firstWithoutDeload(withLight)).toBeNull()
        expect(firstWithoutDeload(loads.map((load) => load / 7))).toBe(firstWithoutDeload(loads))
      }),
      runs,
    )
  })
})

describe('hard days', () => {
  const days = (text: string): DayKind[] =>
    text.split('').map((letter) => (letter === 'h' ? 'hard' : letter === 'e' ? 'easy' : 'rest'))

  test('are found where they crowd', () => {
    expect(consecutiveHardDays(days('hhehhh'))).toEqual([1, 4, 5])
    expect(consecutiveHardDays(days('hhehhh'), { maxInARow: 2 })).toEqual([5])
    expect(crowdedHardDays(days('heheheh'))).toEqual([6])
    expect(weeksWithoutRest(days('eeeeeeee.'))).toEqual([6, 7])
    expect(checkHardDays(days('hehehe.'))).toEqual({ V08: 'ok', V09: 'warn', V10: 'ok' })
    expect(checkHardDays(days('heheheh'))).toEqual({ V08: 'ok', V09: 'block', V10: 'block' })
    expect(checkHardDays(days('he.eh.e'))).toEqual({ V08: 'ok', V09: 'ok', V10: 'ok' })
  })

  test('turning a day easy never adds a finding', () => {
    const plan = fc.array(fc.constantFrom<DayKind>('hard', 'easy', 'rest'), { minLength: 1, maxLength: 28 })
    fc.assert(
      fc.property(plan, fc.nat(27), (of, at) => {
        const day = at % of.length
        const eased = of.map((kind, i) => (i === day && kind === 'hard' ? 'easy' : kind))
        expect(consecutiveHardDays(eased).length).toBeLessThanOrEqual(consecutiveHardDays(of).length)
        expect(crowdedHardDays(eased).length).toBeLessThanOrEqual(crowdedHardDays(of).length)
      }),
      runs,
    )
  })
})

test('Daniels’ caps grow with the week and end at 10 and 8 km', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), (week) => {
      const caps = danielsCaps(week)!
      expect(caps.intervalKm).toBeLessThanOrEqual(10)
      expect(caps.repetitionKm).toBeLessThanOrEqual(8)
      expect(danielsCaps(week + 1)!.thresholdKm).toBeGreaterThan(caps.thresholdKm)
    }),
    runs,
  )
  expect(danielsCaps(0)).toBeNull()
  expect([6, 6.1, 9, 9.1].map((session) => checkDanielsCap(session, 6))).toEqual(['ok', 'warn', 'warn', 'block'])
})

test('a taper falls to 41–60 % less, both included', () => {
  const severity = (...taperWeeks: number[]): Severity => taperSeverity(checkTaper(60, taperWeeks)!)
  expect(severity(48, 30)).toBe('ok')
  expect(severity(48, 24)).toBe('ok')
  expect(severity(35.4)).toBe('ok')
  expect(severity(48, 40)).toBe('warn')
  expect(severity(48, 20)).toBe('warn')
  expect(severity(30, 50)).toBe('block')
  expect(severity(40, 48, 30)).toBe('warn')
  expect(checkTaper(0, [30])).toBeNull()
  expect(checkTaper(60, [])).toBeNull()
})

test('the way back is longer after a longer break', () => {
  fc.assert(
    fc.property(fc.nat(120), fc.integer({ min: 0, max: 150 }), (daysOff, before) => {
      const cap = returnCap(daysOff, before)!
      expect(cap.firstHalfKm).toBeLessThanOrEqual(cap.secondHalfKm)
      expect(returnCap(daysOff + 1, before)!.firstHalfKm).toBeLessThanOrEqual(cap.firstHalfKm)
    }),
    runs,
  )
  expect([5, 6, 28, 29].map((daysOff) => returnCap(daysOff, 100)!.firstHalfKm)).toEqual([100, 50, 50, 33])
  expect(returnCap(-1, 50)).toBeNull()
  expect([25, 26, 50, 51].map((planned) => checkReturn(planned, 25, 50))).toEqual(['ok', 'warn', 'warn', 'block'])
})
