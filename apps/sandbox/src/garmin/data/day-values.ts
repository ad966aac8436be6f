import type { PlannedDay } from '../../athlete/planned.ts'
import { dayWellness } from '../../athlete/day-wellness.ts'
import { nightSleep } from '../../athlete/night-wellness.ts'
import { createRandom } from '../../athlete/random.ts'
import { secondsByStage } from '../../athlete/sleep-stages.ts'
import { bodyBattery } from '../history/body-battery.ts'
import type { History } from '../history/history.ts'
import { round } from './visit.ts'

/** Seasons of technique: from which day on the athlete's watch could measure what. */
const since = {
  stress: '2017-05-01',
  spo2: '2019-06-01',
  respiration: '2019-06-01',
  hrv: '2022-04-01',
  readiness: '2022-06-01',
}
export const measures = (day: PlannedDay, what: keyof typeof since): boolean => day.date >= since[what]

/** The night, once it is over and the watch has told. */
export const nightOf = (history: History, day: PlannedDay) =>
  day.night && day.night.endS + 900 <= history.nowS() ? day.night : null

/** `[time (s), bpm or null]` every two minutes up to now; null while the watch is charged. */
export function heartCurve(history: History, day: PlannedDay): [timeS: number, bpm: number | null][] {
  const { hrBpm } = dayWellness(day)
  const chargingS = day.startS + 72_000
  return Array.from(hrBpm.timeS, (timeS, i): [number, number | null] => [
    timeS,
    timeS >= chargingS && timeS < chargingS + 600 ? null : hrBpm.value[i]!,
  ]).filter(([timeS]) => timeS <= history.nowS())
}

/** `[time (s), level]` every three minutes up to now: −1 not measurable, −2 in motion. */
export function stressCurve(history: History, day: PlannedDay): [timeS: number, level: number][] {
  if (!measures(day, 'stress')) return []
  const { stress } = dayWellness(day)
  const known = new Map(Array.from(stress.timeS, (timeS, i) => [timeS, stress.value[i]!]))
  const moving = day.activities.map(
    (activity) => [activity.startTimeS, activity.startTimeS + activity.expectedS] as const,
  )
  const curve: [number, number][] = []
  for (let timeS = day.startS; timeS < Math.min(day.endS, history.nowS()); timeS += 180) {
    const even = day.startS + Math.floor((timeS - day.startS) / 120) * 120
    const isMoving = moving.some(([from, to]) => timeS >= from && timeS < to)
    const isCharging = timeS >= day.startS + 72_000 && timeS < day.startS + 72_600
    curve.push([timeS, isMoving ? -2 : isCharging ? -1 : (known.get(even) ?? -1)])
  }
  return curve
}

export interface StressTotals {
  average: number
  max: number
  restS: number
  lowS: number
  mediumS: number
  highS: number
  activityS: number
  unmeasuredS: number
}

/** Null when nothing was measured. */
export function stressTotals(curve: [timeS: number, level: number][]): StressTotals | null {
  const levels = curve.map(([, level]) => level)
  const measured = levels.filter((level) => level >= 0)
  if (measured.length === 0) return null
  const seconds = (from: number, to: number) => 180 * levels.filter((level) => level >= from && level <= to).length
  return {
    average: Math.round(measured.reduce((sum, level) => sum + level, 0) / measured.length),
    max: Math.max(...measured),
    restS: seconds(0, 25),
    lowS: seconds(26, 50),
    mediumS: seconds(51, 75),
    highS: seconds(76, 100),
    activityS: seconds(-2, -2),
    unmeasuredS: seconds(-1, -1),
  }
}

export interface Slept {
  asleepS: number
  awakeS: number
  lightS: number
  deepS: number
  remS: number
  awakeCount: number
  score: number
  napS: number
  stages: { fromS: number; toS: number; stage: number }[]
}

export function sleepOf(day: PlannedDay, night: NonNullable<PlannedDay['night']>): Slept {
  const { sleepStages, sleep } = nightSleep(day, night)
  const totals = secondsByStage(sleepStages)
  const stages = Array.from(sleepStages.timeS, (fromS, i) => ({
    fromS,
    toS: sleepStages.timeS[i + 1] ?? fromS,
    stage: sleepStages.value[i]!,
  })).filter(({ fromS, toS }) => toS > fromS)
  const random = createRandom(day.seed, 'nap', day.date)
  return {
    ...totals,
    asleepS: totals.lightS + totals.deepS + totals.remS,
    awakeCount: stages.filter(({ stage }) => stage === 1).length,
    score: sleep?.score ?? 0,
    napS: random.chance(0.05) ? 60 * Math.round(random.between(15, 45)) : 0,
    stages,
  }
}

/** Breaths per minute: faster in illness. */
export function respirationOf(day: PlannedDay): { asleep: number; awake: number; lowest: number; highest: number } {
  const random = createRandom(day.seed, 'respiration', day.date)
  const asleep = 13.2 + 2.2 * day.condition.illness + 0.4 * random.normal()
  return { asleep: round(asleep), awake: round(asleep + 1.6), lowest: round(asleep - 3.5), highest: round(asleep + 7) }
}

/** Oxygen saturation of the night, percent: lower in the mountains and in illness. */
export function spo2Of(day: PlannedDay): { average: number; lowest: number } {
  const random = createRandom(day.seed, 'spo2', day.date)
  const average = Math.min(
    99,
    96 - (day.condition.away ? 3.4 : 0) - 1.5 * day.condition.illness + 0.6 * random.normal(),
  )
  return { average: round(average), lowest: round(average - 5 - 2 * random.next()) }
}

/** Steps up to now. */
export function stepsOf(history: History, day: PlannedDay): number {
  const share = Math.min(1, Math.max(0, (history.nowS() - day.startS) / (day.endS - day.startS)))
  return Math.round(day.steps * share)
}

export const stepLengthM = 0.78
export const stepGoal = 9_000

/** Charge of the day, null before there was such a device. */
export function batteryOf(history: History, day: PlannedDay) {
  const [before, after] = [-1, 1].map((shift) => {
    const date = new Date(Date.parse(day.date) + shift * 86_400_000).toISOString().slice(0, 10)
    return history.day(date)
  })
  return bodyBattery(day, before ?? null, after ?? null)
}

/** Mean of the last seven resting heart rates. */
export function weekOfResting(history: History, day: PlannedDay): number | null {
  const from = new Date(Date.parse(day.date) - 6 * 86_400_000).toISOString().slice(0, 10)
  const values = history.between(from, day.date).flatMap((one) => nightOf(history, one)?.restingHrBpm ?? [])
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length)
}
