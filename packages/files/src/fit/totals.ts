import type { Lap, Length, RecordedEvent, Said, Session, Totals } from '@rc/domain'
import type { Message } from './profile.ts'
import { sportOfFit } from './sport.ts'

const lapTriggers = [
  'manual',
  'time',
  'distance',
  'position_start',
  'position_lap',
  'position_waypoint',
  'position_marked',
  'session_end',
  'fitness_equipment',
]
const intensities = ['active', 'rest', 'warmup', 'cooldown', 'recovery', 'interval', 'other']
const strokes: Exclude<Length['stroke'], null>[] = [
  'freestyle',
  'backstroke',
  'breaststroke',
  'butterfly',
  'drill',
  'mixed',
  'im',
]

/** FIT's numbers of these words, for the encoder. */
export const numberOf = {
  trigger: (word: string | null) => (word === null ? undefined : indexIn(lapTriggers, word)),
  intensity: (word: string | null) => (word === null ? undefined : indexIn(intensities, word)),
  stroke: (word: string | null) => (word === null ? undefined : indexIn(strokes, word)),
}
const indexIn = (words: readonly string[], word: string): number | undefined => {
  const index = words.indexOf(word)
  return index < 0 ? undefined : index
}
const wordIn = <T extends string>(words: readonly T[], number: number | undefined): T | null =>
  words[number ?? -1] ?? null

function totalsOf(message: Message<'session'> | Message<'lap'>): Totals {
  const cadence = message.avgCadence
  return {
    startTimeS: message.startTime ?? null,
    timestampS: message.timestamp ?? null,
    elapsedS: message.totalElapsedTime ?? null,
    timerS: message.totalTimerTime ?? null,
    distanceM: message.totalDistance ?? null,
    avgHrBpm: message.avgHeartRate ?? null,
    maxHrBpm: message.maxHeartRate ?? null,
    avgPowerW: message.avgPower ?? null,
    maxPowerW: message.maxPower ?? null,
    avgSpeedMps: message.enhancedAvgSpeed ?? message.avgSpeed ?? null,
    maxSpeedMps: message.enhancedMaxSpeed ?? message.maxSpeed ?? null,
    avgCadenceRpm: cadence === undefined ? null : cadence + (message.avgFractionalCadence ?? 0),
    ascentM: message.totalAscent ?? null,
    descentM: message.totalDescent ?? null,
    caloriesKcal: message.totalCalories ?? null,
  }
}

/** `hasPositions` tells a swim without a pool from one whose file forgot it. */
export function sessionOf(message: Message<'session'>, hasPositions: boolean): Session {
  const fitSport = message.sport ?? null
  const fitSubSport = message.subSport ?? null
  return {
    ...totalsOf(message),
    sport: sportOfFit(fitSport, fitSubSport, message.poolLength !== undefined || !hasPositions),
    fitSport,
    fitSubSport,
    poolLengthM: message.poolLength ?? null,
    numLaps: message.numLaps ?? null,
    numLengths: message.numLengths ?? null,
  }
}

/** Garmin asks for the feeling in steps of 25 from 0 (very weak) to 100 (very strong), and for the effort from 1 to 10. */
export function saidOf(sessions: readonly Message<'session'>[]): Said | null {
  const rpe = sessions.findLast(({ workoutRpe }) => workoutRpe !== undefined && workoutRpe <= 10)?.workoutRpe ?? null
  const feel =
    sessions.findLast(({ workoutFeel }) => workoutFeel !== undefined && workoutFeel <= 100)?.workoutFeel ?? null
  const feeling = feel === null ? null : Math.round(feel / 25) + 1
  return rpe === null && feeling === null ? null : { rpe, feeling }
}

export const lapOf = (message: Message<'lap'>): Lap => ({
  ...totalsOf(message),
  trigger: wordIn(lapTriggers, message.lapTrigger),
  intensity: wordIn(intensities, message.intensity),
})

export const lengthOf = (message: Message<'length'>): Length => ({
  startTimeS: message.startTime ?? null,
  elapsedS: message.totalElapsedTime ?? null,
  timerS: message.totalTimerTime ?? null,
  active: message.lengthType === 1,
  strokes: message.totalStrokes ?? null,
  stroke: wordIn(strokes, message.swimStroke),
  avgSpeedMps: message.avgSpeed ?? null,
})

const invalidEnum = 255

export const eventOf = (message: Message<'event'>): RecordedEvent => ({
  timeS: message.timestamp ?? null,
  event: message.event ?? invalidEnum,
  eventType: message.eventType ?? invalidEnum,
  data: message.data ?? message.data16 ?? null,
})
