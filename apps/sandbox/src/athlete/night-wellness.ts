import type { Series, Wellness } from '@rc/domain'
import type { PlannedDay, PlannedNight } from './planned.ts'
import { createDrift, createRandom } from './random.ts'
import { secondsByStage, sleepStages } from './sleep-stages.ts'

export function nightSleep(day: PlannedDay, night: PlannedNight): Pick<Wellness, 'sleepStages' | 'sleep'> {
  const stages = sleepStages(night, day.body.strain, createRandom(day.seed, 'stages', day.date))
  const { awakeS, lightS, deepS, remS } = secondsByStage(stages)
  const asleepS = lightS + deepS + remS
  const score = 100 - Math.abs(8 - asleepS / 3600) * 11 - (awakeS / (asleepS + awakeS)) * 90 - 18 * day.body.strain
  return {
    sleepStages: stages,
    sleep: {
      startS: night.startS,
      endS: night.endS,
      score: Math.round(Math.min(100, Math.max(15, score))),
      assessment: {},
    },
  }
}

/** RMSSD of every five minutes of the night, rising towards the morning, with the night's mean as planned. */
export function nightHrv(day: PlannedDay, night: PlannedNight): Pick<Wellness, 'hrvRmssdMs' | 'hrvNight'> {
  const wander = createDrift(createRandom(day.seed, 'hrv', day.date), 0.8)
  const count = Math.floor((night.endS - night.startS) / 300)
  const shape = Array.from({ length: count }, (_, i) => Math.exp(0.12 * (i / count - 0.5) + 0.16 * wander()))
  const scale = (night.rmssdMs * count) / shape.reduce((sum, value) => sum + value, 0)
  const series: Series = {
    timeS: Float64Array.from({ length: count }, (_, i) => night.startS + 300 * (i + 1)),
    value: Float64Array.from(shape, (value) => value * scale),
  }
  return {
    hrvRmssdMs: series,
    hrvNight: {
      timeS: night.endS,
      weeklyAvgMs: night.weeklyRmssdMs,
      lastNightAvgMs: night.rmssdMs,
      lastNight5MinHighMs: Math.max(...series.value),
      baselineLowUpperMs: night.baselineMs && night.baselineMs.lower * 0.92,
      baselineBalancedLowerMs: night.baselineMs?.lower ?? null,
      baselineBalancedUpperMs: night.baselineMs?.upper ?? null,
      status: null,
    },
  }
}
