import { expect, test } from 'vitest'
import { createRandom } from './random.ts'
import { secondsByStage, sleepStages } from './sleep-stages.ts'

const startS = 1_760_000_400
const night = {
  startS,
  endS: startS + 7.5 * 3600,
  restingHrBpm: 50,
  rmssdMs: 50,
  weeklyRmssdMs: null,
  baselineMs: null,
}

test('a night ends where it should, with stages that follow one another', () => {
  const stages = sleepStages(night, 0, createRandom(1))
  expect(stages.timeS[0]).toBe(startS)
  expect(stages.timeS.at(-1)).toBe(night.endS)
  for (let i = 1; i < stages.timeS.length; i++) expect(stages.timeS[i]!).toBeGreaterThan(stages.timeS[i - 1]!)
  const { awakeS, lightS, deepS, remS } = secondsByStage(stages)
  const asleepS = lightS + deepS + remS
  expect(awakeS + asleepS).toBe(7.5 * 3600)
  expect(deepS / asleepS).toBeGreaterThan(0.1)
  expect(deepS / asleepS).toBeLessThan(0.35)
  expect(remS / asleepS).toBeGreaterThan(0.12)
  expect(remS / asleepS).toBeLessThan(0.35)
})

test('the ill lie awake longer', () => {
  const awake = (restless: number) =>
    Array.from({ length: 20 }, (_, i) => secondsByStage(sleepStages(night, restless, createRandom(i))).awakeS).reduce(
      (sum, s) => sum + s,
    )
  expect(awake(1)).toBeGreaterThan(1.5 * awake(0))
})
