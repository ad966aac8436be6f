import { addDays, localDateOf } from '@rc/domain'
import { expect, test } from 'vitest'
import { lifeOfYear } from './life.ts'
import { planDays } from './plan-days.ts'
import type { AthleteOptions, PlannedDay } from './planned.ts'

const options: AthleteOptions = { seed: 1, firstDay: '2024-01-01', lastDay: '2026-12-31', timeZone: 'Asia/Seoul' }
const days = [...planDays(options)]
const activities = days.flatMap((day) => day.activities)
const mean = (of: PlannedDay[], value: (day: PlannedDay) => number) =>
  of.reduce((sum, day) => sum + value(day), 0) / of.length

test('the same options give the same life, another seed another one', () => {
  const short = { ...options, lastDay: '2024-02-15' }
  expect([...planDays(short)]).toEqual(days.slice(0, 46))
  expect([...planDays({ ...short, seed: 2 })]).not.toEqual(days.slice(0, 46))
})

test('three years hold what an athlete does', () => {
  expect(days).toHaveLength(1096)
  expect(activities.length / 3).toBeGreaterThan(330)
  expect(activities.length / 3).toBeLessThan(400)
  const meanMinutes = activities.reduce((sum, activity) => sum + activity.expectedS, 0) / activities.length / 60
  expect(meanMinutes).toBeGreaterThan(53)
  expect(meanMinutes).toBeLessThan(64)
  for (const sport of [
    'run',
    'trail_run',
    'treadmill_run',
    'bike',
    'indoor_bike',
    'pool_swim',
    'open_water_swim',
    'strength',
  ])
    expect(activities.filter((activity) => activity.sport === sport).length, sport).toBeGreaterThan(5)
  expect(activities.filter((activity) => activity.purpose === 'triathlon')).toHaveLength(3)
  expect(activities.filter((activity) => activity.purpose === 'marathon')).toHaveLength(3)
  expect(new Set(activities.map((activity) => activity.key)).size).toBe(activities.length)
})

test('one thing after the other, each on its local day, also across time zones', () => {
  let endS = -Infinity
  for (const day of days) {
    expect(day.startS).toBeGreaterThanOrEqual(endS)
    endS = day.endS
    let freeFrom = day.night?.endS ?? day.startS
    for (const activity of day.activities) {
      expect(localDateOf(activity.startTimeS, day.timeZone)).toBe(day.date)
      expect(activity.startTimeS, activity.key).toBeGreaterThanOrEqual(freeFrom)
      freeFrom = activity.startTimeS + activity.expectedS
    }
  }
  expect(new Set(days.map((day) => day.timeZone))).toEqual(new Set(['Asia/Seoul', 'America/Denver']))
})

test('nearly every night is worn, and none is shorter than four hours', () => {
  const nights = days.flatMap((day) => day.night ?? [])
  expect(nights.length / days.length).toBeGreaterThan(0.93)
  expect(Math.min(...nights.map((night) => night.endS - night.startS))).toBeGreaterThanOrEqual(4 * 3600)
})

test('illness and overload show in the nights and in the training', () => {
  const usual = days.filter((day) => day.condition.illness === 0 && day.condition.overloadDays === 0)
  for (const year of [2024, 2025, 2026]) {
    const { illnesses, overload } = lifeOfYear(1, year)
    const within = (from: string, to: string) => days.filter((day) => day.date >= from && day.date <= to)
    for (const { from, to } of illnesses) {
      const ill = within(from, to)
      expect(ill.flatMap((day) => day.activities)).toEqual([])
      expect(mean(ill, (day) => day.body.hrRestBpm)).toBeGreaterThan(mean(usual, (day) => day.body.hrRestBpm) + 3)
      expect(mean(ill, (day) => day.body.rmssdMs)).toBeLessThan(0.88 * mean(usual, (day) => day.body.rmssdMs))
    }
    const tired = within(addDays(overload.to, -5), overload.to)
    expect(mean(tired, (day) => day.body.rmssdMs)).toBeLessThan(0.85 * mean(usual, (day) => day.body.rmssdMs))
    const load = (of: PlannedDay[]) => mean(of, (day) => day.activities.reduce((sum, { load: one }) => sum + one, 0))
    expect(load(within(overload.from, overload.to))).toBeGreaterThan(1.4 * load(usual))
  }
})

test('bodies stay within what bodies do', () => {
  for (const { body } of days) {
    expect(body.hrRestBpm).toBeGreaterThan(40)
    expect(body.hrRestBpm).toBeLessThan(75)
    expect(body.rmssdMs).toBeGreaterThan(15)
    expect(body.rmssdMs).toBeLessThan(110)
    expect(body.thresholdSpeedMps).toBeGreaterThan(3.2)
    expect(body.thresholdSpeedMps).toBeLessThan(4.3)
  }
})
