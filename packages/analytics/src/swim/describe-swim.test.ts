import type { Length } from '@rc/domain'
import { expect, test } from 'vitest'
import { analyseActivity } from '../analyse-activity.ts'
import { noThresholds, recording, session, startS } from '../test-recording.ts'
import { describeSwim } from './describe-swim.ts'

const length = (start: number, timerS: number, more: Partial<Length> = {}): Length => ({
  startTimeS: startS + start,
  elapsedS: timerS,
  timerS,
  active: true,
  strokes: 18,
  stroke: 'freestyle',
  avgSpeedMps: null,
  ...more,
})

/** Repeats of 2 × 25 m with 20 s of rest, each a little slower. */
const repeats = [24, 25, 26, 27].flatMap((s, i) => [
  length(i * 80, s),
  length(i * 80 + s, s),
  length(i * 80 + 2 * s, 20, { active: false, strokes: null, stroke: null }),
])

test('repeats are found and judged, rest is left out', () => {
  const swim = describeSwim(repeats, 25, startS)
  expect(swim.setType).toBe('intervals')
  expect(swim.intervals.map(({ paceSPer100M, stroke }) => [paceSPer100M, stroke])).toEqual([
    [96, 'freestyle'],
    [100, 'freestyle'],
    [104, 'freestyle'],
    [108, 'freestyle'],
  ])
  expect(swim.repeats).toMatchObject({ distanceM: 50, paces: [96, 100, 104, 108] })
  expect(swim.repeats!.fadePct).toBeCloseTo(12.5)
})

test('drills and long swims are told apart', () => {
  const drills = repeats.map((each) => ({ ...each, stroke: each.active ? ('drill' as const) : null }))
  expect(describeSwim(drills, 25, startS).setType).toBe('drill')
  const straight = Array.from({ length: 40 }, (_, i) => length(i * 25, 25))
  expect(describeSwim(straight, 25, startS)).toMatchObject({ setType: 'continuous', repeats: null })
})

test('the numbers of a swim, and none where no stroke was counted', () => {
  const swim = (lengths: Length[]) => {
    const input = recording(
      'pool_swim',
      320,
      {},
      {
        sessions: [session('pool_swim', { elapsedS: 320, timerS: 320, distanceM: 200, poolLengthM: 25 })],
        lengths,
      },
    )
    const rows = analyseActivity(input, noThresholds)
    return (id: string) => rows.find(({ metricId }) => metricId === id)
  }
  const counted = swim(repeats)
  expect(counted('swim_pace_s_per_100m')).toMatchObject({ value: 102, detail: { swimS: 204, setType: 'intervals' } })
  expect(counted('swolf')!.value).toBeCloseTo(25.5 + 18)
  expect(counted('distance_per_stroke_m')!.value).toBeCloseTo(25 / 18)
  expect(counted('stroke_rate_per_min')!.value).toBeCloseTo((60 * 18) / 25.5)
  expect(counted('stroke_index')!.value).toBeCloseTo((25 / 25.5) * (25 / 18))
  expect(counted('swim_fade_pct')).toMatchObject({ detail: { tier: expect.any(Number), distanceM: 50 } })
  const kicked = swim(repeats.map((each) => ({ ...each, strokes: null })))
  expect(kicked('swolf')).toMatchObject({ value: null, missing: ['strokes'] })
  expect(kicked('swim_pace_s_per_100m')!.value).toBe(102)
})

test.each([0, 5e-324, 0.9])('a distance of %d m is none, and has no pace', (distanceM) => {
  const sessions = [session('pool_swim', { elapsedS: 320, timerS: 320, distanceM })]
  const rows = analyseActivity(recording('pool_swim', 320, {}, { sessions }), noThresholds)
  expect(rows.find(({ metricId }) => metricId === 'swim_pace_s_per_100m')).toMatchObject({
    value: null,
    missing: ['distance'],
  })
})
