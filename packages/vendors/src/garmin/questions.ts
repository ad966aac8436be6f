import type { Dataset, Door } from '@rc/domain'
import type { DayRange } from '../define.ts'

/** Whose data it is; the Personal API does not want to know. */
export interface Who {
  displayName: string
  profileId: number
}

type Ask = (range: DayRange, who: Who) => string
const query = (parts: Record<string, string>) => `?${new URLSearchParams(parts).toString()}`
const name = ({ displayName }: Who) => encodeURIComponent(displayName)

/** The same on both hosts. */
const common: Partial<Record<Dataset, Ask>> = {
  hrv: ({ from, to }) => `/hrv-service/hrv/daily/${from}/${to}`,
  stress: ({ from, to }) => `/usersummary-service/stats/stress/daily/${from}/${to}`,
  steps: ({ from, to }) => `/usersummary-service/stats/steps/daily/${from}/${to}`,
  body_battery: ({ from, to }) =>
    `/wellness-service/wellness/bodyBattery/reports/daily${query({ startDate: from, endDate: to })}`,
  weight: ({ from, to }) => `/weight-service/weight/range/${from}/${to}${query({ includeAll: 'true' })}`,
  // QUIRK(garmin): with generateDefaults=true this GET writes settings.
  heart_rate_zones: () => `/biometric-service/heartRateZones${query({ generateDefaults: 'false' })}`,
}

const asks: Record<Door, Partial<Record<Dataset, Ask>>> = {
  personal: {
    ...common,
    daily_summary: ({ from, to }) =>
      `/usersummary-service/usersummary/v2/dailysummaries${query({ startDate: from, endDate: to })}`,
    sleep: ({ from }) => `/sleep-service/sleep/dailySleepData${query({ date: from })}`,
    heart_rate: ({ from }) => `/wellness-service/wellness/dailyHeartRate${query({ date: from })}`,
    spo2: ({ from }) => `/wellness-service/wellness/daily/spo2acclimation/${from}`,
    thresholds: () => '/userprofile-service/userprofile/settings',
  },
  connect: {
    ...common,
    daily_summary: ({ from }, who) =>
      `/usersummary-service/usersummary/daily/${name(who)}${query({ calendarDate: from })}`,
    sleep: ({ from }) => `/sleep-service/sleep/dailySleepData${query({ date: from, nonSleepBufferMinutes: '60' })}`,
    heart_rate: ({ from }, who) => `/wellness-service/wellness/dailyHeartRate/${name(who)}${query({ date: from })}`,
    spo2: ({ from }) => `/wellness-service/wellness/daily/spo2/${from}`,
    respiration: ({ from }) => `/wellness-service/wellness/daily/respiration/${from}`,
    training_readiness: ({ from }) => `/metrics-service/metrics/trainingreadiness/${from}`,
    training_status: ({ from }) => `/metrics-service/metrics/trainingstatus/aggregated/${from}`,
    vo2max: ({ from, to }) => `/metrics-service/metrics/maxmet/daily/${from}/${to}`,
    race_predictions: ({ from, to }, who) =>
      `/metrics-service/metrics/racepredictions/daily/${name(who)}${query({ fromCalendarDate: from, toCalendarDate: to })}`,
    personal_records: (_, who) => `/personalrecord-service/personalrecord/prs/${name(who)}`,
    thresholds: () => '/biometric-service/biometric/latestLactateThreshold',
    devices: () => '/device-service/deviceregistration/devices',
    gear: (_, who) => `/gear-service/gear/filterGear${query({ userProfilePk: String(who.profileId) })}`,
  },
}

/** Path and query of one question; null where this door cannot answer it. */
export const pathOf = (dataset: Dataset, door: Door, range: DayRange, who: Who): string | null =>
  asks[door][dataset]?.(range, who) ?? null

/**
 * Further questions to which an answer leads, by the name under which their answers are kept beside it (as `details`, it being
 * the `answer`): what each piece of gear has done. None: the answer is kept by itself.
 */
export function detailPaths(dataset: Dataset, body: unknown): Record<string, string> {
  if (dataset !== 'gear' || !Array.isArray(body)) return {}
  const uuids = body.flatMap((row: unknown) =>
    typeof row === 'object' && row !== null && 'uuid' in row && typeof row.uuid === 'string' ? [row.uuid] : [],
  )
  return Object.fromEntries(uuids.map((uuid) => [uuid, `/gear-service/gear/stats/${encodeURIComponent(uuid)}`]))
}

export const activityPage = ({ from, to }: DayRange, start: number, limit: number): string =>
  `/activitylist-service/activities/search/activities${query({ start: String(start), limit: String(limit), startDate: from, endDate: to, excludeChildren: 'true' })}`

export const originalFile = (vendorActivityId: string): string =>
  `/download-service/files/activity/${encodeURIComponent(vendorActivityId)}`

/** A question that costs little and shows whether a key is good. */
export const verifyPath: Record<Door, string> = {
  personal: '/userprofile-service/userprofile/settings',
  connect: '/userprofile-service/socialProfile',
}
