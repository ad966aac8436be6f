import { planDays } from '@rc/sandbox/athlete/plan-days'
import { expect, test } from 'vitest'
import { replayAthlete } from './replay-athlete.ts'

const threeYears = { seed: 1, firstDay: '2023-10-01', lastDay: '2026-11-20', timeZone: 'Asia/Seoul' }

test('every planted illness and overload is flagged within three days, with few false alarms', () => {
  const { setbacks, signals } = replayAthlete([...planDays(threeYears)])
  expect(setbacks.filter(({ kind }) => kind === 'illness').length).toBeGreaterThanOrEqual(6)
  expect(setbacks.filter(({ kind }) => kind === 'overload')).toHaveLength(3)
  const record = (id: string) => signals.find((signal) => signal.id === id)!
  expect(record('watch').outcomes.filter(({ isHit }) => !isHit)).toEqual([])
  expect(record('watch').falseAlarmsPerMonth).toBeLessThan(1.5)
  const illnesses = record('caution').outcomes.filter(({ setback }) => setbacks[setback]!.kind === 'illness')
  expect(illnesses.every(({ isHit }) => isHit)).toBe(true)
  expect(record('caution').falseAlarmsPerMonth).toBeLessThan(0.8)
  expect(record('alert').falseAlarmsPerMonth).toBeLessThan(0.2)
})
