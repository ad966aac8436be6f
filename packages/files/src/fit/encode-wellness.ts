import type { Wellness } from '@rc/domain'
import { fitEpochS } from './base-types.ts'
import { defined } from './encode-activity.ts'
import { writeMessage, type FitWriter } from './message-writer.ts'
import type { Message, MessageName } from './profile.ts'
import { readingFields, walkingType, type Reading } from './readings.ts'
import { sleepEvent } from './wellness.ts'

const [start, stop] = [0, 1]
const clockRange = 65_536

/** Writes what a watch's monitoring, sleep, HRV and metrics files hold of `wellness`. */
export function writeWellness(writer: FitWriter, wellness: Partial<Wellness>): void {
  writeHeartRate(writer, wellness)
  const { stress, respirationBrpm, sleep, sleepStages, hrvRmssdMs, hrvNight, readings = [] } = wellness
  for (const [timeS, value] of points(stress)) {
    writeMessage(writer, 'stressLevel', { stressLevelTime: timeS, stressLevelValue: value })
  }
  for (const [timestamp, respirationRate] of points(respirationBrpm)) {
    writeMessage(writer, 'respirationRate', { timestamp, respirationRate })
  }
  if (sleep) writeSleepEvent(writer, sleep.startS, start)
  for (const [timestamp, sleepLevel] of points(sleepStages))
    writeMessage(writer, 'sleepLevel', { timestamp, sleepLevel })
  if (sleep) {
    writeSleepEvent(writer, sleep.endS, stop)
    writeMessage(writer, 'sleepAssessment', defined({ ...sleep.assessment, overallSleepScore: sleep.score }))
  }
  if (hrvNight) {
    writeMessage(
      writer,
      'hrvStatusSummary',
      defined({
        timestamp: hrvNight.timeS,
        weeklyAverage: hrvNight.weeklyAvgMs,
        lastNightAverage: hrvNight.lastNightAvgMs,
        lastNight5MinHigh: hrvNight.lastNight5MinHighMs,
        baselineLowUpper: hrvNight.baselineLowUpperMs,
        baselineBalancedLower: hrvNight.baselineBalancedLowerMs,
        baselineBalancedUpper: hrvNight.baselineBalancedUpperMs,
        status: hrvNight.status,
      }),
    )
  }
  for (const [timestamp, value] of points(hrvRmssdMs)) writeMessage(writer, 'hrvValue', { timestamp, value })
  writeReadings(writer, readings)
}

function* points(series: Wellness['hrBpm'] | undefined): Generator<[timeS: number, value: number]> {
  if (series) for (const [i, timeS] of series.timeS.entries()) yield [timeS, series.value[i]!]
}

/** As watches do: one full time, then only its low 16 bits while they suffice. */
function writeHeartRate(writer: FitWriter, { hrBpm }: Partial<Wellness>): void {
  let clockS = -Infinity
  for (const [timestamp, heartRate] of points(hrBpm)) {
    const isNear = timestamp >= clockS && timestamp - clockS < clockRange
    writeMessage(
      writer,
      'monitoring',
      isNear ? { timestamp16: (timestamp - fitEpochS) % clockRange, heartRate } : { timestamp, heartRate },
    )
    clockS = timestamp
  }
}

function writeSleepEvent(writer: FitWriter, timestamp: number | null, eventType: number): void {
  if (timestamp !== null) writeMessage(writer, 'event', { timestamp, event: sleepEvent, eventType })
}

/** Readings of one message and moment share it. */
function writeReadings(writer: FitWriter, readings: readonly Reading[]): void {
  const shared = new Map<string, { name: MessageName; message: Record<string, number> }>()
  for (const { timeS, name, value } of readings) {
    if (name === 'steps') {
      writeMessage(writer, 'monitoring', { timestamp: timeS, activityType: walkingType, cycles: value })
      continue
    }
    const field = readingFields.find((f) => f.name === name)
    if (!field) continue
    const key = `${field.message} ${timeS}`
    const entry = shared.get(key) ?? { name: field.message, message: { [field.time]: timeS } }
    entry.message[field.field] = value
    shared.set(key, entry)
  }
  for (const { name, message } of shared.values()) writeMessage(writer, name, message as Message<typeof name>)
}
