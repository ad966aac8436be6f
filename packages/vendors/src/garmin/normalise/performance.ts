import type { Outcome } from '@rc/domain'
import { z } from 'zod'
import { noFacts, type DayFacts } from '../../facts.ts'
import { collect, instantS, maybe, maybeText, read, there } from './answer-schema.ts'
import type { DayContext } from './daily.ts'

type Normalised = Outcome<DayFacts>

const readiness = z.array(
  z.looseObject({
    score: there,
    inputContext: maybeText,
    timestamp: maybeText,
    recoveryTime: maybe,
    acuteLoad: maybe,
  }),
)

/** The morning's value: later ones of the day already know the training that it should have led. */
export function normaliseReadiness(payload: unknown, { noonS }: DayContext): Normalised {
  const rows = read(readiness, payload)
  if (!rows.ok) return rows
  const morning = rows.value.find(({ inputContext }) => inputContext === 'AFTER_WAKEUP_RESET') ?? rows.value.at(-1)
  if (!morning) return { ok: true, value: noFacts() }
  const { readings, say } = collect(instantS(morning.timestamp) ?? noonS)
  say('training_readiness', morning.score, '', '', { above: -1 })
  say('recovery_time_min', morning.recoveryTime, '', '', { above: -1 })
  say('acute_load', morning.acuteLoad, '', '', { above: -1 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const estimate = z.looseObject({ calendarDate: maybeText, vo2MaxPreciseValue: maybe, vo2MaxValue: maybe }).nullish()
const maxMet = z
  .looseObject({ generic: estimate, cycling: estimate })
  .refine((row) => 'generic' in row || 'cycling' in row)

export function normaliseVo2Max(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(maxMet, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  const { generic, cycling } = row.value
  say('vo2max', generic?.vo2MaxPreciseValue ?? generic?.vo2MaxValue, '', '', { above: 0 })
  say('vo2max_cycling', cycling?.vo2MaxPreciseValue ?? cycling?.vo2MaxValue, '', '', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const status = z.looseObject({
  mostRecentTrainingStatus: z
    .looseObject({
      latestTrainingStatusData: z
        .record(
          z.string(),
          z.looseObject({
            calendarDate: maybeText,
            trainingStatus: there,
            primaryTrainingDevice: z.boolean().nullish(),
            acuteTrainingLoadDTO: z
              .looseObject({ dailyTrainingLoadAcute: maybe, dailyTrainingLoadChronic: maybe })
              .nullish(),
          }),
        )
        .nullish(),
    })
    .nullable(),
})

/**
 * The state of training on this day. QUIRK(garmin): everything is the most recent one, which may be of an earlier day, and
 * is kept per device; only the device that leads, on the day itself, is told.
 */
export function normaliseStatus(payload: unknown, { date, noonS }: DayContext): Normalised {
  const row = read(status, payload)
  if (!row.ok) return row
  const devices = Object.values(row.value.mostRecentTrainingStatus?.latestTrainingStatusData ?? {})
  const leading = devices.find(({ primaryTrainingDevice }) => primaryTrainingDevice) ?? devices[0]
  if (!leading || (leading.calendarDate ?? date) !== date) return { ok: true, value: noFacts() }
  const { readings, say } = collect(noonS)
  say('training_status', leading.trainingStatus, 'device', '', { above: 0 })
  say('acute_load', leading.acuteTrainingLoadDTO?.dailyTrainingLoadAcute, 'sum', '7d', { above: -1 })
  say('chronic_load', leading.acuteTrainingLoadDTO?.dailyTrainingLoadChronic, 'mean', '28d', { above: -1 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const predictions = z.looseObject({ time5K: there, time10K: there, timeHalfMarathon: there, timeMarathon: there })

export function normalisePredictions(payload: unknown, { noonS }: DayContext): Normalised {
  const row = read(predictions, payload)
  if (!row.ok) return row
  const { readings, say } = collect(noonS)
  say('race_prediction_5k_s', row.value.time5K, '', '', { above: 0 })
  say('race_prediction_10k_s', row.value.time10K, '', '', { above: 0 })
  say('race_prediction_half_s', row.value.timeHalfMarathon, '', '', { above: 0 })
  say('race_prediction_marathon_s', row.value.timeMarathon, '', '', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const zones = z.array(
  z.looseObject({
    sport: maybeText,
    maxHeartRateUsed: maybe,
    restingHeartRateUsed: maybe,
    lactateThresholdHeartRateUsed: maybe,
  }),
)

/** The heart rates on which the athlete's zones rest at Garmin: those of running, else the general ones. */
export function normaliseZones(payload: unknown, { noonS }: DayContext): Normalised {
  const rows = read(zones, payload)
  if (!rows.ok) return rows
  const zone = rows.value.find(({ sport }) => sport === 'RUNNING') ?? rows.value[0]
  const { readings, say } = collect(noonS)
  say('hr_max_bpm', zone?.maxHeartRateUsed, 'zones', '', { above: 0 })
  say('hr_rest_bpm', zone?.restingHeartRateUsed, 'zones', '', { above: 0 })
  say('lthr_bpm', zone?.lactateThresholdHeartRateUsed, 'zones', '', { above: 0 })
  return { ok: true, value: { ...noFacts(), readings } }
}

const lactate = z.array(z.looseObject({ speed: maybe, heartRate: maybe }))
const settings = z.looseObject({
  userData: z.looseObject({
    lactateThresholdSpeed: maybe,
    lactateThresholdHeartRate: maybe,
    vo2MaxRunning: maybe,
    vo2MaxCycling: maybe,
  }),
})

/** Thresholds, of the profile or of the list that knows only them. QUIRK(garmin): their speed is a tenth of m/s. */
export function normaliseThresholds(payload: unknown, { noonS }: DayContext): Normalised {
  const { readings, say } = collect(noonS)
  if (Array.isArray(payload)) {
    const rows = read(lactate, payload)
    if (!rows.ok) return rows
    for (const { speed, heartRate } of rows.value) {
      say('threshold_speed_mps', typeof speed === 'number' ? 10 * speed : null, 'device', '', { above: 0 })
      say('lthr_bpm', heartRate, 'device', '', { above: 0 })
    }
  } else {
    const row = read(settings, payload)
    if (!row.ok) return row
    const { lactateThresholdSpeed: speed, lactateThresholdHeartRate, vo2MaxRunning, vo2MaxCycling } = row.value.userData
    say('threshold_speed_mps', typeof speed === 'number' ? 10 * speed : null, 'device', '', { above: 0 })
    say('lthr_bpm', lactateThresholdHeartRate, 'device', '', { above: 0 })
    say('vo2max', vo2MaxRunning, '', 'profile', { above: 0 })
    say('vo2max_cycling', vo2MaxCycling, '', 'profile', { above: 0 })
  }
  return { ok: true, value: { ...noFacts(), readings } }
}
