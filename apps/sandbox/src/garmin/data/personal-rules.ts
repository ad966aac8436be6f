import { empty, type Answer } from '../http/answer.ts'
import { tooMany } from '../faults/wire-faults.ts'
import type { Visit } from './visit.ts'

/** The paths of the Personal API; everything else is 404 there, as is every method but GET. */
const offered = [
  /^\/activitylist-service\/activities\/search\/activities$/,
  /^\/activity-service\/activity\/\d+(\/workouts)?$/,
  /^\/download-service\/files\/activity\/\d+$/,
  /^\/biometric-service\/heartRateZones$/,
  /^\/fitnessage-service\/fitnessage\/[^/]+$/,
  /^\/goal-service\/goal\/user\/effective\/weightgoal\//,
  /^\/hrv-service\/hrv\/[^/]+$/,
  /^\/hrv-service\/hrv\/daily\/[^/]+\/[^/]+$/,
  /^\/nutrition-service\/food\/logs\//,
  /^\/periodichealth-service\/menstrualcycle\//,
  /^\/sleep-service\/sleep\/(dailySleepData|dailySleepSummariesByDate)$/,
  /^\/usersummary-service\/usersummary\/(daily|v2\/dailysummaries)$/,
  /^\/usersummary-service\/stats\/(steps|stress|hydration)\/daily\/[^/]+\/[^/]+$/,
  /^\/userprofile-service\/userprofile\/settings$/,
  /^\/weight-service\/weight\/(range\/[^/]+\/[^/]+|all)$/,
  /^\/wellness-service\/wellness\/dailyHeartRate$/,
  /^\/wellness-service\/wellness\/bodyBattery\/reports\/daily$/,
  /^\/wellness-service\/wellness\/daily\/spo2acclimation\/[^/]+$/,
  /^\/wellnessactivity-service\//,
]

/** Calls that may come at once, how fast room for more appears, and the pause after one too many. */
const burst = 12
const perSecond = 4
const pauseS = 14

/** What the Personal API refuses before it looks at the data; null lets the request through. */
export function refuseOnPersonal(visit: Visit): Answer | null {
  const { world, account, call } = visit
  if (call.method !== 'GET' || !offered.some((path) => path.test(call.path))) return empty(404)
  if (!world.profile.limits) return null
  const nowMs = world.clock.nowMs()
  const bucket = world.buckets.get(account) ?? { level: 0, atMs: nowMs, refusedUntilMs: 0 }
  world.buckets.set(account, bucket)
  bucket.level = Math.max(0, bucket.level - ((nowMs - bucket.atMs) / 1000) * perSecond)
  bucket.atMs = nowMs
  if (nowMs < bucket.refusedUntilMs) return tooMany(nowMs, 'seconds', Math.ceil((bucket.refusedUntilMs - nowMs) / 1000))
  if (++bucket.level < burst) return null
  bucket.refusedUntilMs = nowMs + 1000 * pauseS
  return tooMany(nowMs, 'seconds', pauseS)
}
