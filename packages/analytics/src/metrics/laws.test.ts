import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestEffort } from './best-efforts.ts'
import { decouple } from './decoupling.ts'
import { densify } from './densify.ts'
import { gapFactorMinetti, gapFactorStravaFit, gradeSeries } from './grade-adjusted-speed.ts'
import { gridSeries } from './grid.ts'
import { chooseLoad, loadMethods } from './load.ts'
import { meanMax } from './mean-max.ts'
import { runLoad } from './ngp.ts'
import { powerLoad, rollingNorm } from './normalized-power.ts'
import { performanceManagement } from './pmc.ts'
import { joinSpreads, spreadOf } from './spread.ts'
import { personalSrpeScale } from './srpe.ts'
import { swimLoad } from './stss.ts'
import { timeInZones, zoneBounds } from './time-in-zones.ts'
import { trimpAverage, trimpStream } from './trimp.ts'

const runs = { numRuns: 50 }
const heart = { restBpm: 50, maxBpm: 190, sex: 'female' } as const
const hrStream = fc.array(fc.integer({ min: 40, max: 200 }), { minLength: 40, maxLength: 400 })
const powerStream = fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 40, maxLength: 400 })
const column = (values: readonly number[]): Float64Array => Float64Array.from(values)
/** Equal up to rounding; nothing equals only nothing. */
const isClose = (actual: number | null, expected: number | null): boolean =>
  actual === null || expected === null
    ? actual === expected
    : Math.abs(actual - expected) < 1e-9 * (1 + Math.abs(expected))
const least = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.min(...values))
const most = (values: readonly number[]): number | null => (values.length === 0 ? null : Math.max(...values))

test('TRIMP adds up over any split, and knows no order', () => {
  fc.assert(
    fc.property(hrStream, fc.nat(400), (hr, at) => {
      const trimp = (part: number[]): number =>
        part.length === 0 ? 0 : trimpStream(spreadOf(column(part)), heart)!.trimp!
      const cut = at % hr.length
      expect(isClose(trimp(hr.slice(0, cut)) + trimp(hr.slice(cut)), trimp(hr))).toBe(true)
      expect(isClose(trimp(hr.toReversed()), trimp(hr))).toBe(true)
    }),
    runs,
  )
})

test('TRIMP of a constant heart rate is that of its average, clamped at rest and maximum', () => {
  for (const bpm of [40, 50, 120, 190, 210]) {
    expect(
      isClose(trimpStream(spreadOf(new Float64Array(600).fill(bpm)), heart)!.trimp!, trimpAverage(10, bpm, heart)!),
    ).toBe(true)
  }
  expect(trimpAverage(10, 45, heart)).toBe(0)
  expect(trimpAverage(10, 210, heart)).toBe(trimpAverage(10, 190, heart))
  expect(trimpStream(spreadOf(new Float64Array(60).fill(120)), { ...heart, maxBpm: 50 })).toBeNull()
})

test('missing heart rate is never a heart rate of nothing', () => {
  fc.assert(
    fc.property(hrStream, (hr) => {
      const half = column(hr.flatMap((bpm) => [bpm, NaN]))
      const whole = trimpStream(spreadOf(column(hr)), heart)!.trimp!
      const seen = trimpStream(spreadOf(half), heart)!
      expect(seen).toMatchObject({ coverage: 0.5, estimated: true })
      expect(isClose(seen.trimp!, 2 * whole)).toBe(true)
      expect(trimpStream(spreadOf(column([...half, NaN])), heart)!.trimp).toBeNull()
    }),
    runs,
  )
})

test('normalised power scales with power, lies between mean and maximum, and is a constant’s own value', () => {
  fc.assert(
    fc.property(powerStream, fc.integer({ min: 2, max: 5 }), (power, factor) => {
      const { norm, mean } = rollingNorm(column(power))!
      expect(isClose(rollingNorm(column(power.map((watt) => factor * watt)))!.norm, factor * norm)).toBe(true)
      expect(norm).toBeLessThanOrEqual(Math.max(...power) + 1e-9)
      const load = powerLoad(column(power), 250)!
      expect(isClose(load.variabilityIndex, mean > 0 ? norm / mean : null)).toBe(true)
      expect(isClose(powerLoad(column(power), 500)!.tss, load.tss / 4)).toBe(true)
    }),
    runs,
  )
  expect(isClose(rollingNorm(new Float64Array(30).fill(200))!.norm, 200)).toBe(true)
  expect(rollingNorm(new Float64Array(29).fill(200))).toBeNull()
  expect(powerLoad(new Float64Array(60), 250)).toMatchObject({ np: 0, tss: 0, variabilityIndex: null })
})

test('a constant gives the same TSS however often it was sampled', () => {
  const tssEvery = (stepS: number): number => {
    const timeS = Float64Array.from({ length: 3600 / stepS + 1 }, (_, i) => i * stepS)
    return powerLoad(gridSeries(timeS, new Float64Array(timeS.length).fill(200), []), 250)!.tss!
  }
  for (const stepS of [2, 5, 20, 25]) expect(isClose(tssEvery(stepS), tssEvery(1))).toBe(true)
})

test('an hour at threshold is 100, by power, pace and in water', () => {
  expect(isClose(powerLoad(new Float64Array(3600).fill(250), 250)!.tss, 100)).toBe(true)
  expect(isClose(runLoad(new Float64Array(3600).fill(4), null, 4)!.rTss, 100)).toBe(true)
  expect(isClose(swimLoad({ distanceM: 3960, swimS: 3600, elapsedS: 4000 }, 1.1)!, 100)).toBe(true)
  expect(swimLoad({ distanceM: 0, swimS: 3600, elapsedS: 3600 }, 1.1)).toBeNull()
  expect(runLoad(new Float64Array(60), null, 4)).toMatchObject({ ngpMps: 0, ngpSPerKm: null, rTss: 0 })
})

test('standing still and missing speed are both 0 in the normalised graded speed', () => {
  const stop = [...Array<number>(60).fill(3), ...Array<number>(60).fill(0), ...Array<number>(60).fill(3)]
  const lost = stop.map((speed) => (speed === 0 ? NaN : speed))
  expect(runLoad(column(lost), null, 4)).toEqual(runLoad(column(stop), null, 4))
})

test('a constant slope has one grade everywhere, and both models call the flat flat', () => {
  fc.assert(
    fc.property(fc.integer({ min: -40, max: 40 }), (percent) => {
      const along = Float64Array.from({ length: 200 }, (_, second) => 3 * second)
      const grade = gradeSeries(
        along,
        along.map((at) => 50 + (at * percent) / 100),
      )
      grade.forEach((value) => expect(isClose(value, percent / 100)).toBe(true))
    }),
    runs,
  )
  expect(gapFactorMinetti(0)).toBe(1)
  expect(gapFactorStravaFit(0)).toBe(1)
  expect(gapFactorMinetti(0.9)).toBe(gapFactorMinetti(0.45))
})

test('altitude is bridged along the distance; without any the road is flat', () => {
  const along = column([0, 10, 20, 30, 40, 50, 60])
  const grade = gradeSeries(along, column([0, NaN, NaN, NaN, NaN, NaN, 6]))
  grade.forEach((value) => expect(isClose(value, 0.1)).toBe(true))
  expect(gradeSeries(along, new Float64Array(7).fill(NaN))).toEqual(new Float64Array(7))
  expect(gradeSeries(column([0, NaN, 20]), column([0, 1, 2]))[1]).toBe(0)
})

test('zones and missing seconds sum to the stream', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 30, max: 230 }), { nil: NaN })), (hr) => {
      for (const bounds of [zoneBounds('friel_run_lthr', 165), zoneBounds('karvonen', 190, 50), [0, 147, 165]]) {
        const { seconds, missingS } = timeInZones(spreadOf(column(hr)), bounds)
        expect(seconds).toHaveLength(bounds.length + 1)
        expect(seconds.reduce((sum, s) => sum + s, missingS)).toBe(hr.length)
      }
    }),
    runs,
  )
})

test('a spread forgets the order and nothing else', () => {
  const stream = fc.array(fc.option(fc.integer({ min: 30, max: 230 }), { nil: NaN }))
  fc.assert(
    fc.property(stream, stream, (a, b) => {
      expect(joinSpreads([spreadOf(column(a)), spreadOf(column(b))])).toEqual(spreadOf(column([...b, ...a])))
      expect(spreadOf(column(a.toReversed()))).toEqual(spreadOf(column(a)))
    }),
    runs,
  )
})

test('a zone begins at its lower bound', () => {
  const bounds = zoneBounds('pct_hrmax', 200)
  expect(timeInZones(spreadOf(column([99, 100, 119, 120, 180, 230])), bounds).seconds).toEqual([1, 2, 1, 0, 0, 2])
})

test('PMC equals its closed form', () => {
  const share = 1 - Math.exp(-1 / 42)
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 120 }),
      fc.integer({ min: 0, max: 90 }),
      (loads, ctl0) => {
        const { ctl, atl, tsbMorning, tsbEnd, ramp7 } = performanceManagement(loads, { ctl0, atl0: ctl0 })
        const last = loads.length - 1
        const closed = loads.reduce(
          (sum, load, day) => sum + share * Math.exp(-(last - day) / 42) * load,
          ctl0 * Math.exp(-loads.length / 42),
        )
        expect(isClose(ctl[last]!, closed)).toBe(true)
        expect(isClose(tsbEnd[last]!, ctl[last]! - atl[last]!)).toBe(true)
        expect(tsbMorning[last]).toBe(last === 0 ? 0 : tsbEnd[last - 1])
        expect(Number.isNaN(ramp7[last]!)).toBe(last < 6)
      },
    ),
    runs,
  )
})

test('an activity three years back leaves today’s fitness alone', () => {
  const loads = new Float64Array(1100).fill(50)
  const more = loads.with(0, 250)
  const today = (of: Float64Array): number => performanceManagement(of).ctl.at(-1)!
  expect(Math.abs(today(more) - today(loads))).toBeLessThan(1e-9 * 200)
})

test('calendar days are dense across months and the change of summer time', () => {
  const days = densify(
    [
      { date: '2026-03-28', value: 10 },
      { date: '2027-01-01', value: 99 },
    ],
    '2026-03-27',
    '2026-03-31',
  )
  expect(days.map(({ date, load }) => [date, load])).toEqual([
    ['2026-03-27', 0],
    ['2026-03-28', 10],
    ['2026-03-29', 0],
    ['2026-03-30', 0],
    ['2026-03-31', 0],
  ])
  expect(densify([], '2026-03-02', '2026-03-01')).toEqual([])
})

test('mean-max agrees with trying every window', () => {
  fc.assert(
    fc.property(powerStream, fc.integer({ min: 1, max: 60 }), (power, duration) => {
      const starts = Array.from({ length: Math.max(0, power.length - duration + 1) }, (_, start) => start)
      const means = starts.map((start) => power.slice(start, start + duration).reduce((a, b) => a + b, 0) / duration)
      const [best] = meanMax(column(power), [duration])
      expect(isClose(best ?? null, most(means))).toBe(true)
    }),
    runs,
  )
  expect(meanMax(column([150, NaN, 170]), [1, 2], 'void')).toEqual([170, null])
  expect(meanMax(column([150, NaN, 170]), [1, 2])).toEqual([170, 85])
})

test('best effort agrees with trying every start', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 60 })), {
    minLength: 2,
    maxLength: 60,
  })
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 300 }), (list, targetM) => {
      let [time, at] = [0, 0]
      const timeS = Float64Array.from(list, ([seconds]) => (time += seconds))
      const distanceM = Float64Array.from(list, ([, metres]) => (at += metres))
      const tried = [...timeS].flatMap((startS, start) => {
        const goal = distanceM[start]! + targetM
        const end = distanceM.findIndex((metres, i) => i > start && metres >= goal)
        if (end < 0) return []
        const share = (goal - distanceM[end - 1]!) / (distanceM[end]! - distanceM[end - 1]!)
        return [timeS[end - 1]! + share * (timeS[end]! - timeS[end - 1]!) - startS]
      })
      const best = bestEffort({ timeS, distanceM }, targetM)
      expect(isClose(best?.timeS ?? null, least(tried))).toBe(true)
    }),
    runs,
  )
})

test('a jump of the position is no record', () => {
  const track = { timeS: column([0, 100, 101, 201, 301]), distanceM: column([0, 300, 800, 1100, 1500]) }
  expect(bestEffort(track, 400)!.timeS).toBeLessThan(50)
  expect(bestEffort(track, 400, 9)).toMatchObject({ timeS: 100, startS: 201 })
})

test('decoupling is 0 for constants, antisymmetric in sign, and silent without data', () => {
  const constant = new Float64Array(3600).fill(3)
  const hr = new Float64Array(3600).fill(140)
  expect(decouple(constant, hr).pct).toBe(0)
  expect(decouple(constant.subarray(0, 2399), hr)).toMatchObject({ pct: null, reason: 'too_short' })
  const holed = hr.map((bpm, second) => (second < 200 ? NaN : bpm))
  expect(decouple(constant, holed)).toMatchObject({ pct: null, reason: 'low_coverage' })
})

test('the load is one of the values offered, and null only when none can be used', () => {
  const values = fc.record(Object.fromEntries(loadMethods.map((m) => [m, fc.option(fc.integer({ min: 0, max: 300 }))])))
  const score = fc.option(fc.integer({ min: 0, max: 100 }))
  fc.assert(
    fc.property(
      fc.constantFrom('run', 'treadmill_run', 'bike', 'swim', 'other'),
      values,
      score,
      score,
      (sport, of, hr, gps) => {
        const { load, method } = chooseLoad(sport, of, hr, gps)
        expect(load).toBe(method === 'unknown' ? null : of[method])
        expect(method !== 'unknown' || of['srpe'] === null).toBe(true)
      },
    ),
    runs,
  )
})

test('a personal scale of session-RPE needs ten pairs and is their median', () => {
  const pairs = Array.from({ length: 10 }, (_, i) => ({ tss: 10 * (i + 1), srpe: 100 }))
  expect(personalSrpeScale(pairs)).toBe(0.55)
  expect(personalSrpeScale(pairs.slice(1))).toBeNull()
})
