import { birthYear } from '../../athlete/body.ts'
import type { Account } from '../account.ts'
import { zoneFloors } from '../history/file-store.ts'
import { deviceIds } from '../history/activity.ts'
import { empty, json } from '../http/answer.ts'
import { personalRecords } from './personal-records.ts'
import { dotted, ms } from './times.ts'
import { get, put, round, type DataRoute } from './visit.ts'

const bodyToday = ({ history }: Account) => history.days().at(-1)!.body

function settings(account: Account): Record<string, unknown> {
  const body = bodyToday(account)
  return {
    id: account.profileId,
    userData: {
      gender: 'MALE',
      // Grams, centimetres, and metres per second divided by ten.
      weight: round(1000 * body.massKg),
      height: 176,
      birthDate: `${birthYear}-05-04`,
      measurementSystem: 'metric',
      timeFormat: 'time_twenty_four_hr',
      vo2MaxRunning: Math.round(body.vo2Max),
      vo2MaxCycling: null,
      lactateThresholdSpeed: round(body.thresholdSpeedMps / 10, 4),
      lactateThresholdHeartRate: Math.round(body.lthrBpm),
      ftpAutoDetected: null,
    },
    userSleep: { sleepTime: 81_000, defaultSleepTime: false, wakeTime: 23_400, defaultWakeTime: false },
    userSleepWindows: [],
    connectDate: null,
    sourceType: null,
  }
}

function heartRateZones(account: Account): Record<string, unknown>[] {
  const body = bodyToday(account)
  const floors = zoneFloors(body).hrBpm
  return ['DEFAULT', 'RUNNING', 'CYCLING'].map((sport) => ({
    trainingMethod: 'HR_MAX',
    sport,
    restingHeartRateUsed: Math.round(body.hrRestBpm),
    lactateThresholdHeartRateUsed: Math.round(body.lthrBpm),
    ...Object.fromEntries(floors.map((floor, i) => [`zone${i + 1}Floor`, floor])),
    maxHeartRateUsed: body.hrMaxBpm,
    restingHrAutoUpdateUsed: false,
    changeState: 'UNCHANGED',
  }))
}

function devices({ history }: Account): Record<string, unknown>[] {
  const device = (deviceId: number, name: string, isActive: boolean) => ({
    deviceId,
    unitId: deviceId,
    displayName: name,
    productDisplayName: name,
    serialNumber: String(deviceId),
    currentFirmwareVersion: '1.0',
    registeredDate: Date.parse(history.firstDay),
    deviceStatus: isActive ? 'active' : 'inactive',
    primary: isActive,
  })
  return [device(deviceIds.current, 'Synthetic Watch 2', true), device(deviceIds.first, 'Synthetic Watch', false)]
}

const shoes = [
  { uuid: '00000000-0000-4000-8000-0000000000a1', name: '노란 러닝화', fromYear: 0, toYear: 1 },
  { uuid: '00000000-0000-4000-8000-0000000000a2', name: '파란 러닝화', fromYear: 1, toYear: null },
  { uuid: '00000000-0000-4000-8000-0000000000b1', name: '로드 자전거', fromYear: 0, toYear: null },
]

/** Things that wear out: shoes and a bicycle. */
function gear(account: Account): Record<string, unknown>[] {
  const { history } = account
  const day = (years: number) =>
    `${new Date(Date.parse(history.firstDay) + years * 31_556_952_000).toISOString().slice(0, 19)}.0`
  return shoes.map(({ uuid, name, fromYear, toYear }, i) => ({
    gearPk: 9_000 + i,
    uuid,
    userProfilePk: account.profileId,
    gearMakeName: 'Other',
    gearModelName: 'Unknown',
    gearTypeName: uuid.includes('b1') ? 'Bike' : 'Shoes',
    gearStatusName: toYear === null ? 'active' : 'retired',
    displayName: name,
    customMakeModel: name,
    dateBegin: day(fromYear),
    dateEnd: toYear === null ? null : day(toYear),
    maximumMeters: uuid.includes('b1') ? 0 : 800_000,
    notified: false,
    createDate: day(fromYear),
    updateDate: day(fromYear),
  }))
}

const lactateThreshold = (account: Account) => {
  const body = bodyToday(account)
  const row = { userProfilePK: account.profileId, calendarDate: dotted(account.history.days().at(-1)!.startS) }
  return [
    {
      ...row,
      version: 1,
      sequence: 1,
      speed: round(body.thresholdSpeedMps / 10, 4),
      heartRate: null,
      heartRateCycling: null,
    },
    { ...row, version: 2, sequence: 2, speed: null, heartRate: Math.round(body.lthrBpm), heartRateCycling: null },
  ]
}

export const profileRoutes: DataRoute[] = [
  get('/userprofile-service/socialProfile', ({ account }) =>
    json({
      id: account.profileId + 1000,
      profileId: account.profileId,
      garminGUID: account.guid,
      displayName: account.displayName,
      fullName: account.fullName,
      userName: account.email,
      userRoles: ['SCOPE_CONNECT_READ', 'SCOPE_CONNECT_WRITE', 'ROLE_CONNECTUSER'],
      profileVisibility: 'private',
    }),
  ),
  get('/userprofile-service/userprofile/user-settings', ({ account }) => json(settings(account))),
  get('/userprofile-service/userprofile/settings', ({ account }) => json(settings(account))),
  get('/device-service/deviceregistration/devices', ({ account }) => json(devices(account))),
  get('/device-service/deviceservice/mylastused', ({ account }) =>
    json({
      userDeviceId: deviceIds.current,
      userProfileNumber: account.profileId,
      applicationNumber: 37_229,
      lastUsedDeviceApplicationKey: 'synthetic_watch',
      lastUsedDeviceName: 'Synthetic Watch 2',
      lastUsedDeviceUploadTime: ms(account.history.nowS() - 3_600),
      imageUrl: null,
      released: true,
    }),
  ),
  get('/biometric-service/heartRateZones', ({ account }) => json(heartRateZones(account))),
  put('/biometric-service/heartRateZones', () => empty(204)),
  get('/biometric-service/powerZones/sports/all', ({ account }) => {
    const { ftpW } = bodyToday(account)
    const floors = zoneFloors(bodyToday(account)).powerW
    return json([
      {
        sport: 'CYCLING',
        functionalThresholdPower: Math.round(ftpW),
        ...Object.fromEntries(floors.map((floor, i) => [`zone${i + 1}Floor`, floor])),
      },
    ])
  }),
  get('/biometric-service/biometric/latestLactateThreshold', ({ account }) => json(lactateThreshold(account))),
  get('/biometric-service/biometric/latestFunctionalThresholdPower/CYCLING', ({ account }) =>
    json({
      userProfilePK: account.profileId,
      functionalThresholdPower: Math.round(bodyToday(account).ftpW),
      calendarDate: dotted(account.history.days().at(-1)!.startS),
      sport: 'CYCLING',
      isStale: false,
    }),
  ),
  get('/personalrecord-service/personalrecord/prs/{displayName?}', ({ account }) => json(personalRecords(account))),
  get('/gear-service/gear/filterGear', ({ account }) => json(gear(account))),
  get('/gear-service/gear/stats/{uuid}', ({ account }, { uuid }) =>
    json({
      gearPk: null,
      uuid,
      totalDistance: 412_345,
      totalActivities: 41,
      processing: false,
      userProfilePk: account.profileId,
    }),
  ),
  get('/gdprconsent-service/feature/UPLOAD', ({ account }) =>
    json({ featureType: 'UPLOAD', userOption: account.uploadConsent ? 'opt-in' : 'opt-out' }),
  ),
]
