import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareSwims, type ComparableSwim } from './compare-swims.ts'
import { criticalSwimSpeed, criticalSwimSpeedOf } from './css.ts'
import { fadeConsistency } from './fade-consistency.ts'
import { swimIntervals, type SwimLength } from './swim-intervals.ts'
import { swimLengthFigures } from './swim-length.ts'
import { theilSenSlope, trendOfHalves } from './trend.ts'

const runs = { numRuns: 100 }

test('critical swim speed needs a longer effort that is slower per metre', () => {
  expect(criticalSwimSpeed(200, 170, 400, 370)).toBe(1)
  expect(criticalSwimSpeed(400, 370, 200, 170)).toBe(1)
  expect(criticalSwimSpeed(200, 170, 400, 330)).toBeNull()
  expect(criticalSwimSpeed(400, 370, 400, 371)).toBeNull()
  const efforts = [200, 400, 1500].map((distanceM) => ({ distanceM, timeS: distanceM / 1.1 - 20 }))
  expect(criticalSwimSpeedOf(efforts)).toBeCloseTo(1.1, 9)
  expect(criticalSwimSpeedOf(efforts.slice(0, 2))).toBeCloseTo(1.1, 9)
  expect(criticalSwimSpeedOf(efforts.slice(0, 1))).toBeNull()
})

describe('lengths', () => {
  test('figures agree with each other', () => {
    fc.assert(
      fc.property(fc.constantFrom(25, 33.3, 50), fc.integer({ min: 10, max: 90 }), fc.nat(60), (pool, seconds, n) => {
        const figures = swimLengthFigures(pool, seconds, n)!
        expect(figures.paceSPer100M * figures.speedMps).toBeCloseTo(100, 9)
        expect(figures.swolf).toBe(n === 0 ? null : seconds + n)
        if (n === 0) return
        expect((figures.distancePerStrokeM! * figures.strokeRatePerMin!) / 60).toBeCloseTo(figures.speedMps, 9)
      }),
      runs,
    )
    expect(swimLengthFigures(25, 0, 10)).toBeNull()
  })

  const swim = (startS: number, durationS: number, strokes: number | null = 18): SwimLength => ({
    startS,
    durationS,
    strokes,
    active: true,
  })

  test('the device’s rest divides whatever the pause, and nothing else under 5 s', () => {
    const rest: SwimLength = { startS: 25, durationS: 3, strokes: null, active: false }
    expect(swimIntervals([swim(0, 25), rest, swim(28, 25)], 25)).toMatchObject([
      { restAfterS: 3 },
      { restAfterS: null },
    ])
    expect(swimIntervals([swim(0, 25), swim(29, 25)], 25)).toHaveLength(1)
    expect(swimIntervals([swim(0, 25), swim(30, 25)], 25)).toHaveLength(2)
  })

  test('ghosts join the next length, a last one is dropped, drills have no SWOLF', () => {
    expect(swimIntervals([swim(0, 2, 1), swim(2, 23, 17), swim(25, 2, 0)], 25)).toMatchObject([
      { startS: 0, distanceM: 25, timeS: 25, swolf: 43 },
    ])
    expect(swimIntervals([swim(0, 40, null), swim(40, 40, 0)], 25)[0]!.swolf).toBeNull()
    expect(swimIntervals([], 25)).toEqual([])
    expect(swimIntervals([swim(0, 25)], 0)).toEqual([])
  })

  test('no length is lost and none is swum twice', () => {
    const steps = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 3, max: 60 })), { maxLength: 60 })
    fc.assert(
      fc.property(steps, (list) => {
        let at = 0
        const lengths = list.map(([pause, durationS]) => {
          const startS = at + pause
          at = startS + durationS
          return swim(startS, durationS)
        })
        const intervals = swimIntervals(lengths, 25)
        const total = (pick: 'distanceM' | 'timeS') => intervals.reduce((sum, each) => sum + each[pick], 0)
        expect(total('distanceM')).toBe(25 * lengths.length)
        expect(total('timeS')).toBe(lengths.reduce((sum, { durationS }) => sum + durationS, 0))
        for (const { restAfterS } of intervals.slice(0, -1)) expect(restAfterS).toBeGreaterThanOrEqual(5)
      }),
      runs,
    )
  })
})

test('even repeats neither fade nor vary; pace knows no unit', () => {
  expect(fadeConsistency([90, 90, 90])).toEqual({ fadePct: 0, cvPct: 0, tier: 25 })
  expect(fadeConsistency([90, 90])).toBeNull()
  expect(fadeConsistency([90, 0, 90])).toBeNull()
  expect([2, 5, 9, 14, 30].map((spread) => fadeConsistency([100 - spread, 100, 100 + spread])!.tier)).toEqual([
    25, 20, 15, 10, 5,
  ])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 60, max: 180 }), { minLength: 3, maxLength: 20 }), (paces) => {
      const there = fadeConsistency(paces)!
      const doubled = fadeConsistency(paces.map((pace) => 2 * pace))!
      expect(doubled.fadePct).toBeCloseTo(there.fadePct, 9)
      expect(doubled.cvPct).toBeCloseTo(there.cvPct, 9)
    }),
    runs,
  )
})

describe('trends', () => {
  test('need four values, and 5 % is a change', () => {
    expect(trendOfHalves([1, 1, 2])).toEqual({ label: 'insufficient', changePct: null })
    expect(trendOfHalves([])).toEqual({ label: 'insufficient', changePct: null })
    expect(trendOfHalves([100, 100, 105, 105]).label).toBe('up')
    expect(trendOfHalves([100, 100, 103, 104, 105])).toEqual({ label: 'stable', changePct: 4 })
  })

  test('a slope is found through a third of outliers', () => {
    const line = Array.from({ length: 10 }, (_, day) => [day, 100 - 2 * day] as const)
    expect(theilSenSlope(line)).toBe(-2)
    expect(theilSenSlope(line.map(([day, pace]) => [day, day % 4 === 1 ? 400 : pace] as const))).toBeCloseTo(-2, 0)
    expect(theilSenSlope([[1, 2]])).toBeNull()
    expect(
      theilSenSlope([
        [1, 2],
        [1, 5],
      ]),
    ).toBeNull()
  })

  test('only like sessions compare, and a falling pace is faster', () => {
    const session = (day: number, paceSPer100M: number, other: Partial<ComparableSwim> = {}): ComparableSwim => ({
      date: `2026-11-${String(day).padStart(2, '0')}`,
      poolLengthM: 25,
      distanceM: 2000,
      setType: 'intervals',
      paceSPer100M,
      ...other,
    })
    const reference = session(16, 91)
    const alike = [session(1, 100), session(6, 97), session(11, 94), reference]
    const others = [
      session(2, 60, { poolLengthM: 50 }),
      session(3, 60, { distanceM: 2600 }),
      session(4, 60, { setType: 'drill' }),
    ]
    expect(compareSwims([...others, ...alike.toReversed()], reference)).toMatchObject({ label: 'faster', n: 4 })
    expect(compareSwims(alike, reference).slopeSPer30Days).toBeCloseTo(-18, 9)
    expect(compareSwims(alike.slice(1), reference)).toEqual({
      label: 'insufficient',
      changePct: null,
      n: 3,
      slopeSPer30Days: null,
    })
  })
})
