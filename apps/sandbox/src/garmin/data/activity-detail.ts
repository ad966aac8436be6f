import { utcOffsetS } from '@rc/domain'
import type { Account } from '../account.ts'
import { legIds } from '../history/history.ts'
import { effectOf, type Part } from './activity-row.ts'
import { dotted } from './times.ts'
import { round } from './visit.ts'

/** `activity-service/activity/{id}`: the only place that names the time zone. */
export function activityDetail(account: Account, part: Part): Record<string, unknown> {
  const { activity, leg, type } = part
  const startS = leg.startTimeS!
  const active = leg.lengths.filter((length) => length.active)
  const strokes = active.reduce((sum, length) => sum + (length.strokes ?? 0), 0)
  const swimS = active.reduce((sum, length) => sum + (length.timerS ?? 0), 0)
  const effect = activity.source === 'manual' ? {} : effectOf(activity)
  return {
    activityId: part.id,
    activityUUID: { uuid: uuidOf(part.id) },
    activityName: activity.name,
    userProfileId: account.profileId,
    isMultiSportParent: part.isParent,
    activityTypeDTO: { ...type, isHidden: false, restricted: false, trimmable: true },
    eventTypeDTO: activity.isRace ? { typeId: 1, typeKey: 'race' } : { typeId: 9, typeKey: 'uncategorized' },
    accessControlRuleDTO: { typeId: 2, typeKey: 'private' },
    timeZoneUnitDTO: { unitId: 999, unitKey: activity.timeZone, factor: 0, timeZone: activity.timeZone },
    metadataDTO: {
      isOriginal: true,
      fileFormat: activity.source === 'manual' ? null : { formatId: 7, formatKey: 'fit' },
      lastUpdateDate: dotted(activity.uploadedS),
      uploadedDate: dotted(activity.uploadedS),
      hasPolyline: leg.start !== null,
      hasChartData: activity.source !== 'manual',
      hasHrTimeInZones: leg.hrZonesS !== null,
      hasPowerTimeInZones: leg.powerZonesS !== null,
      userInfoDto: { userProfilePk: account.profileId, displayname: account.displayName, fullname: account.fullName },
      childIds: part.isParent ? legIds(activity) : [],
      parentId: part.parentId,
      manufacturer: 'DEVELOPMENT',
      lapCount: leg.laps.length,
      associatedWorkoutId: null,
      deviceMetaDataDTO:
        activity.deviceId === null ? null : { deviceId: String(activity.deviceId), deviceTypePk: 37_229 },
      personalRecord: false,
      favorite: false,
      manualActivity: activity.source === 'manual',
      gcj02: false,
    },
    summaryDTO: {
      startTimeLocal: dotted(startS + utcOffsetS(startS, activity.timeZone)),
      startTimeGMT: dotted(startS),
      startLatitude: leg.start?.latDeg,
      startLongitude: leg.start?.lonDeg,
      endLatitude: leg.end?.latDeg,
      endLongitude: leg.end?.lonDeg,
      distance: leg.distanceM,
      duration: leg.timerS,
      movingDuration: leg.movingS,
      elapsedDuration: leg.elapsedS,
      elevationGain: leg.ascentM,
      elevationLoss: leg.descentM,
      minElevation: leg.altitudeM?.min,
      maxElevation: leg.altitudeM?.max,
      averageSpeed: leg.avgSpeedMps,
      maxSpeed: leg.maxSpeedMps,
      calories: leg.caloriesKcal,
      averageHR: leg.avgHrBpm,
      maxHR: leg.maxHrBpm,
      minHR: leg.minHrBpm,
      averageRunCadence:
        type.parentTypeId === 1 || type.typeId === 1 ? leg.avgCadenceRpm && 2 * leg.avgCadenceRpm : undefined,
      averageTemperature: leg.temperatureC?.mean,
      averagePower: leg.avgPowerW,
      maxPower: leg.maxPowerW,
      normalizedPower: leg.normalisedPowerW,
      // Kilojoules here, as nowhere else.
      totalWork: leg.avgPowerW === null ? undefined : round((leg.avgPowerW * (leg.timerS ?? 0)) / 1000, 2),
      groundContactTime: leg.dynamics?.stanceTimeMs,
      strideLength: leg.dynamics ? leg.dynamics.stepLengthMm / 10 : undefined,
      verticalOscillation: leg.dynamics ? leg.dynamics.verticalOscillationMm / 10 : undefined,
      verticalRatio: leg.dynamics?.verticalRatioPct,
      trainingEffect: effect['aerobicTrainingEffect'],
      anaerobicTrainingEffect: effect['anaerobicTrainingEffect'],
      activityTrainingLoad: effect['activityTrainingLoad'],
      directWorkoutFeel: activity.load > 120 ? 25 : 75,
      directWorkoutRpe: Math.min(100, 10 * Math.max(1, Math.round(activity.load / 18))),
      ...(leg.poolLengthM !== null && {
        poolLength: leg.poolLengthM,
        unitOfPoolLength: { unitId: 1, unitKey: 'meter', factor: 100 },
        numberOfActiveLengths: active.length,
        totalNumberOfStrokes: strokes,
        averageStrokes: round(strokes / Math.max(1, active.length), 1),
        averageSWOLF: Math.round((swimS + strokes) / Math.max(1, active.length)),
      }),
    },
    locationName: leg.start ? 'Sampletown' : null,
    splitSummaries: [],
  }
}

const uuidOf = (id: number) => `00000000-0000-4000-8000-${String(id).slice(-12).padStart(12, '0')}`
