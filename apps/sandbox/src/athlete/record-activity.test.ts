import { expect, test } from 'vitest'
import { planDays } from './plan-days.ts'
import type { PlannedActivity } from './planned.ts'
import { recordActivity } from './record-activity.ts'

const planned = [
  ...planDays({ seed: 1, firstDay: '2025-05-01', lastDay: '2026-06-30', timeZone: 'Asia/Seoul' }),
].flatMap((day) => day.activities)
const one = (wanted: (activity: PlannedActivity) => boolean) => {
  const activity = planned.find(wanted)
  if (!activity) throw new Error('no such activity is planned')
  return { activity, recording: recordActivity(1, activity) }
}
const valid = (column: Float64Array | undefined) => [...(column ?? [])].filter((value) => !Number.isNaN(value))

/** Differences of neighbours. */
const steps = (column: Float64Array | undefined) => [...(column ?? [])].slice(1).map((value, i) => value - column![i]!)

test('the same activity is recorded the same way', () => {
  const { activity, recording } = one((a) => a.sport === 'bike')
  expect(recordActivity(1, activity)).toEqual(recording)
})

test.each(['run', 'trail_run', 'treadmill_run', 'bike', 'indoor_bike', 'pool_swim', 'open_water_swim', 'strength'])(
  'a %s holds together',
  (sport) => {
    const { activity, recording } = one((a) => a.sport === sport && a.recording === 'every_second')
    const { samples, laps } = recording
    const session = recording.sessions[0]!
    expect(recording.sessions).toHaveLength(1)
    expect(session.sport).toBe(sport)
    expect(samples.n).toBe(session.timerS)
    expect(session.timerS! / activity.expectedS).toBeGreaterThan(0.9)
    expect(session.timerS! / activity.expectedS).toBeLessThan(1.1)
    expect(steps(samples.timeS).every((seconds) => seconds > 0)).toBe(true)
    expect(steps(samples.channels.distanceM).every((metres) => metres >= 0)).toBe(true)
    for (const bpm of valid(samples.channels.hrBpm)) {
      expect(bpm).toBeGreaterThanOrEqual(45)
      expect(bpm).toBeLessThanOrEqual(activity.body.hrMaxBpm)
    }
    for (const powerW of valid(samples.channels.powerW)) expect(powerW).toBeLessThan(700)
    expect(laps.reduce((sum, lap) => sum + lap.timerS!, 0)).toBeCloseTo(session.timerS!)
    expect(laps.reduce((sum, lap) => sum + (lap.distanceM ?? 0), 0)).toBeCloseTo(session.distanceM ?? 0, 3)
    expect(samples.channels.latDeg !== undefined).toBe(activity.legs[0]!.place !== null)
  },
)

test('effort is answered: intervals drive the heart towards its maximum, easy running does not', () => {
  const hard = one((a) => a.purpose === 'interval_run' && a.heartRate === 'strap')
  const easy = one((a) => a.purpose === 'easy_run' && a.heartRate === 'wrist')
  expect(hard.recording.sessions[0]!.maxHrBpm!).toBeGreaterThan(hard.activity.body.lthrBpm)
  expect(easy.recording.sessions[0]!.maxHrBpm!).toBeLessThan(easy.activity.body.lthrBpm)
  expect(valid(easy.recording.samples.channels.hrBpm).length).toBeLessThan(easy.recording.samples.n)
  expect(hard.recording.name).toContain('인터벌')
})

test('a pool session is made of lengths', () => {
  const { activity, recording } = one((a) => a.sport === 'pool_swim' && a.poolLengthM === 25)
  const session = recording.sessions[0]!
  const active = recording.lengths.filter((length) => length.active)
  expect(active.length * 25).toBe(session.distanceM)
  expect(recording.lengths).toHaveLength(session.numLengths!)
  const speed = (active.length * 25) / active.reduce((sum, length) => sum + length.timerS!, 0)
  expect(speed / activity.body.cssMps).toBeGreaterThan(0.75)
  expect(speed / activity.body.cssMps).toBeLessThan(1.02)
  for (const { strokes } of active) expect(strokes).toBeGreaterThan(5)
})

test('a triathlon is five sessions in one row of samples, without a jump', () => {
  const { recording } = one((a) => a.purpose === 'triathlon')
  expect(recording.sessions.map((session) => session.sport)).toEqual([
    'open_water_swim',
    'transition',
    'bike',
    'transition',
    'run',
  ])
  const { latDeg, lonDeg } = recording.samples.channels
  for (let i = 1; i < recording.samples.n; i++)
    expect(Math.hypot(latDeg![i]! - latDeg![i - 1]!, lonDeg![i]! - lonDeg![i - 1]!)).toBeLessThan(0.0006)
  const starts = recording.sessions.map((session) => session.startTimeS)
  expect(recording.sessions.map((session) => session.timestampS).slice(0, -1)).toEqual(starts.slice(1))
})

test('a pause stops the timer, smart recording thins, a strap keeps the beats', () => {
  const paused = one((a) => a.sport === 'bike' && a.autoPause).recording
  const session = paused.sessions[0]!
  expect(session.elapsedS!).toBeGreaterThan(session.timerS!)
  expect(session.elapsedS! - session.timerS!).toBe(paused.pauses.reduce((sum, [from, to]) => sum + to - from, 0))
  const thin = one((a) => a.recording === 'smart').recording
  expect(thin.samples.n).toBeLessThan(0.5 * thin.sessions[0]!.timerS!)
  const beats = one((a) => a.beats && a.heartRate === 'strap' && !a.autoPause).recording
  expect(beats.rrMs.reduce((sum, ms) => sum + ms, 0) / 1000).toBeCloseTo(beats.sessions[0]!.timerS!, -1)
})
