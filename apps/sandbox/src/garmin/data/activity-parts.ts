import type { Lap, Length } from '@rc/domain'
import { createRandom } from '../../athlete/random.ts'
import type { GarminActivity } from '../history/activity.ts'
import type { Part } from './activity-row.ts'
import { dotted, ms } from './times.ts'
import { round } from './visit.ts'

const intensities: Record<string, string> = {
  warmup: 'WARMUP',
  active: 'INTERVAL',
  recovery: 'RECOVERY',
  rest: 'REST',
  cooldown: 'COOLDOWN',
}

/** `…/splits`: laps, in the pool with their lengths. A rest is a lap of no distance with one length without a stroke. */
export function activitySplits({ id, leg }: Part): Record<string, unknown> {
  return {
    activityId: id,
    lapDTOs: leg.laps.map((lap, i) => ({
      ...lapOf(lap),
      lapIndex: i + 1,
      ...(leg.poolLengthM === null ? { lengthDTOs: [] } : swimLap(lap, leg.lengths, leg.poolLengthM)),
      connectIQMeasurement: [],
    })),
    eventDTOs: [
      {
        startTimeGMT: dotted(leg.startTimeS!),
        sectionTypeDTO: { id: 4, key: 'timerTrigger', sectionTypeKey: 'TIMER_TRIGGER' },
      },
    ],
  }
}

const lapOf = (lap: Lap) => ({
  startTimeGMT: dotted(lap.startTimeS!),
  distance: lap.distanceM ?? 0,
  duration: lap.timerS,
  movingDuration: lap.timerS,
  elapsedDuration: lap.elapsedS,
  elevationGain: lap.ascentM,
  elevationLoss: lap.descentM,
  averageSpeed: lap.avgSpeedMps,
  maxSpeed: lap.maxSpeedMps,
  calories: lap.caloriesKcal,
  averageHR: lap.avgHrBpm,
  maxHR: lap.maxHrBpm,
  averagePower: lap.avgPowerW ?? undefined,
  maxPower: lap.maxPowerW ?? undefined,
  intensityType: lap.intensity === null ? undefined : intensities[lap.intensity],
})

function swimLap(lap: Lap, lengths: Length[], poolLengthM: number): Record<string, unknown> {
  const own = lengths.filter((length) => length.startTimeS! >= lap.startTimeS! && length.startTimeS! < lap.timestampS!)
  const active = own.filter((length) => length.active)
  return {
    numberOfActiveLengths: active.length,
    totalNumberOfStrokes: active.reduce((sum, length) => sum + (length.strokes ?? 0), 0),
    lengthDTOs: own.map((length, i) => ({
      startTimeGMT: dotted(length.startTimeS!),
      distance: length.active ? poolLengthM : 0,
      duration: length.timerS,
      averageSpeed: length.avgSpeedMps,
      lengthIndex: i + 1,
      ...(length.active && {
        totalNumberOfStrokes: length.strokes,
        averageSWOLF: Math.round((length.timerS ?? 0) + (length.strokes ?? 0)),
        swimStroke: length.stroke?.toUpperCase(),
      }),
    })),
  }
}

export const typedSplits = ({ id, leg }: Part): Record<string, unknown> => ({
  activityId: id,
  splits: leg.laps.map((lap, i) => ({
    ...lapOf(lap),
    type: `${leg.sport === 'pool_swim' ? 'SWIM' : 'INTERVAL'}_${intensities[lap.intensity ?? ''] ?? 'ACTIVE'}`,
    messageIndex: i,
  })),
})

/** `…/hrTimeInZones` and `…/powerTimeInZones`. */
export function zoneTimes({ leg }: Part, of: 'hr' | 'power'): unknown[] {
  const seconds = of === 'hr' ? leg.hrZonesS : leg.powerZonesS
  return (seconds ?? []).map((secsInZone, i) => ({
    zoneNumber: i + 1,
    secsInZone,
    zoneLowBoundary: of === 'hr' ? 98 + 19 * i : 100 + 40 * i,
  }))
}

/** Fahrenheit and miles per hour, whatever the account prefers. */
export function weather(activity: GarminActivity, id: number): Record<string, unknown> {
  const random = createRandom('weather', activity.id)
  const mean = activity.legs()[0]!.temperatureC?.mean ?? 15
  return {
    activityId: id,
    issueDate: ms(activity.startTimeS),
    temp: Math.round(mean * 1.8 + 32),
    apparentTemp: Math.round(mean * 1.8 + 31),
    dewPoint: Math.round(mean * 1.8 + 20),
    relativeHumidity: Math.round(random.between(35, 90)),
    windDirection: 45 * Math.floor(random.between(0, 8)),
    windSpeed: round(random.between(0, 16)),
    weatherTypeDTO: { weatherTypePk: 303, desc: 'Partly Cloudy', image: '011.png' },
  }
}

/** Weights in grams. */
export const exerciseSets = ({ id, leg }: Part): Record<string, unknown> => ({
  activityId: id,
  exerciseSets:
    leg.sport === 'strength' && leg.fitSport !== null
      ? Array.from({ length: Math.floor((leg.timerS ?? 0) / 130) }, (_, i) => ({
          exercises: [{ category: 'SQUAT', name: null, probability: 99.6 }],
          duration: 40,
          repetitionCount: 10,
          weight: 40_000,
          setType: 'ACTIVE',
          startTime: dotted(leg.startTimeS! + 130 * i),
          messageIndex: i,
        }))
      : null,
})
