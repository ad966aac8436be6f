import type { Outcome } from '@rc/domain'
import { z } from 'zod'
import { noFacts, type DayFacts, type NightFact } from '../../facts.ts'
import { collect, instantS, maybe, maybeText, read, there } from './answer-schema.ts'
import type { DayContext } from './daily.ts'

const overall = z.looseObject({ value: maybe }).nullish()
const night = z.looseObject({
  sleepTimeSeconds: there,
  sleepStartTimestampGMT: there,
  sleepEndTimestampGMT: there,
  deepSleepSeconds: maybe,
  lightSleepSeconds: maybe,
  remSleepSeconds: maybe,
  awakeSleepSeconds: maybe,
  unmeasurableSleepSeconds: maybe,
  napTimeSeconds: maybe,
  awakeCount: maybe,
  sleepWindowConfirmationType: maybeText,
  averageRespirationValue: maybe,
  averageSpO2Value: maybe,
  avgSleepStress: maybe,
  sleepScores: z.looseObject({ overall }).nullish(),
  sleepNeed: z.looseObject({ baseline: maybe, actual: maybe }).nullish(),
})
const page = z.looseObject({
  dailySleepDTO: night,
  sleepLevels: z.array(z.looseObject({ startGMT: maybeText, endGMT: maybeText, activityLevel: maybe })).nullish(),
  bodyBatteryChange: maybe,
})

/** Garmin's numbers of the stages (0 deep, 1 light, 2 REM, 3 awake) in ours. */
const stageOf = [3, 2, 4, 1]
/** Nights that nobody has confirmed, or that the watch spent on the table. */
const doubtful = new Set(['UNCONFIRMED', 'OFF_WRIST'])

/** One night, under the day of waking. */
export function normaliseSleep(payload: unknown, { noonS }: DayContext): Outcome<DayFacts> {
  const row = read(page, payload)
  if (!row.ok) return row
  const { dailySleepDTO: slept, sleepLevels, bodyBatteryChange } = row.value
  const [startS, endS] = [instantS(slept.sleepStartTimestampGMT), instantS(slept.sleepEndTimestampGMT)]
  const isThere = slept.sleepTimeSeconds !== null && slept.sleepTimeSeconds > 0
  if (!isThere || doubtful.has(slept.sleepWindowConfirmationType ?? '')) return { ok: true, value: noFacts() }

  const { readings, say } = collect(endS ?? noonS)
  say('respiration_brpm', slept.averageRespirationValue, 'mean', 'night', { above: 0 })
  say('spo2_pct', slept.averageSpO2Value, 'mean', 'night', { above: 0 })
  say('stress', slept.avgSleepStress, 'mean', 'night', { above: -1 })
  const detail = {
    napS: slept.napTimeSeconds,
    awakeCount: slept.awakeCount,
    sleepNeedMin: slept.sleepNeed?.actual ?? slept.sleepNeed?.baseline,
    bodyBatteryChange,
  }
  const told = Object.entries(detail).filter((entry): entry is [string, number] => typeof entry[1] === 'number')
  const fact: NightFact = {
    startS,
    endS,
    asleepS: slept.sleepTimeSeconds,
    awakeS: slept.awakeSleepSeconds ?? null,
    lightS: slept.lightSleepSeconds ?? null,
    deepS: slept.deepSleepSeconds ?? null,
    remS: slept.remSleepSeconds ?? null,
    unmeasurableS: slept.unmeasurableSleepSeconds ?? null,
    score: slept.sleepScores?.overall?.value ?? null,
    stages: (sleepLevels ?? [])
      .flatMap(({ startGMT, activityLevel }) => {
        const stage = stageOf[activityLevel ?? -1]
        const at = instantS(startGMT)
        return at === null || stage === undefined ? [] : [{ startS: at, stage }]
      })
      .sort((a, b) => a.startS - b.startS),
    detail: told.length > 0 ? Object.fromEntries(told) : null,
  }
  return { ok: true, value: { ...noFacts(), readings, night: fact } }
}
