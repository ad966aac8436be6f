import type { Account } from '../account.ts'
import { partsOf, type Part } from '../data/activity-row.ts'
import { localS, ms } from '../data/times.ts'
import { effectOf } from '../data/activity-row.ts'

/** How many activities one file of the list holds. */
const perFile = 1_000

/** Files of `summarizedActivities`, with the units that only the export uses: centimetres, milliseconds, tenths of m/s. */
export function* activityPages(account: Account): Generator<{ name: string; rows: unknown }> {
  const activities = account.history.activities()
  for (let page = 0; page * perFile < activities.length; page++) {
    const inside = activities.slice(page * perFile, (page + 1) * perFile)
    yield {
      name: `${account.email}_${page * perFile}_summarizedActivities.json`,
      rows: [
        {
          summarizedActivitiesExport: inside.flatMap((activity) => partsOf(activity).map((part) => row(account, part))),
        },
      ],
    }
  }
}

function row(account: Account, part: Part): Record<string, unknown> {
  const { activity, leg, type } = part
  const startS = leg.startTimeS!
  const cm = (metres: number | null) => (metres === null ? undefined : 100 * metres)
  const zones = (leg.hrZonesS ?? []).map((seconds, i) => [`hrTimeInZone_${i + 1}`, ms(seconds)])
  return {
    activityId: part.id,
    uuidMsb: part.id,
    uuidLsb: -part.id,
    name: activity.name,
    activityType: type.typeKey,
    userProfileId: account.profileId,
    timeZoneId: 999,
    beginTimestamp: ms(startS),
    eventTypeId: activity.isRace ? 1 : 9,
    rule: 'private',
    sportType: leg.sport === 'pool_swim' ? 'SWIMMING' : type.typeKey.includes('run') ? 'RUNNING' : 'GENERIC',
    startTimeGmt: ms(startS),
    // Old rows have lost theirs.
    startTimeLocal: startS < Date.parse('2018-01-01') / 1000 ? null : ms(localS(startS, activity.timeZone)),
    duration: ms(leg.timerS ?? 0),
    movingDuration: ms(leg.movingS),
    elapsedDuration: ms(leg.elapsedS ?? 0),
    distance: cm(leg.distanceM),
    elevationGain: cm(leg.ascentM),
    elevationLoss: cm(leg.descentM),
    avgSpeed: leg.avgSpeedMps === null ? undefined : leg.avgSpeedMps / 10,
    maxSpeed: leg.maxSpeedMps === null ? undefined : leg.maxSpeedMps / 10,
    avgHr: leg.avgHrBpm ?? undefined,
    maxHr: leg.maxHrBpm ?? undefined,
    calories: leg.caloriesKcal ?? undefined,
    startLatitude: leg.start?.latDeg,
    startLongitude: leg.start?.lonDeg,
    // Steps of one foot; doubled for the minute.
    avgRunCadence: leg.sport.includes('run') ? (leg.avgCadenceRpm ?? undefined) : undefined,
    avgPower: leg.avgPowerW ?? undefined,
    normPower: leg.normalisedPowerW ?? undefined,
    avgStrideLength: leg.dynamics ? leg.dynamics.stepLengthMm / 10 : undefined,
    ...Object.fromEntries([['hrTimeInZone_0', 0], ...zones]),
    ...(activity.source === 'manual' ? {} : effectOf(activity)),
    deviceId: activity.deviceId ?? undefined,
    parent: part.isParent,
    parentId: part.parentId ?? undefined,
    manualActivity: activity.source === 'manual',
    lapCount: leg.laps.length,
    splits: [],
  }
}
