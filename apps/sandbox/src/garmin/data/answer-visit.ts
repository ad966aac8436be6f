import { playDataFault } from '../faults/data-faults.ts'
import { faultKinds } from '../faults/fault.ts'
import { json, notFound, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { findRoute } from '../http/route.ts'
import { bearerOf } from '../tokens/token-store.ts'
import { uploadRoutes } from '../upload/upload-routes.ts'
import { workoutRoutes } from '../workouts/workout-routes.ts'
import type { World } from '../world.ts'
import { activityRoutes } from './activities.ts'
import { dailyRoutes } from './daily.ts'
import { hrvRoutes } from './hrv.ts'
import { intradayRoutes } from './intraday.ts'
import { performanceRoutes } from './performance.ts'
import { refuseOnPersonal } from './personal-rules.ts'
import { profileRoutes } from './profile.ts'
import { sleepRoutes } from './sleep.ts'
import type { Visit } from './visit.ts'
import { weightRoutes } from './weight.ts'

const routes = [
  ...uploadRoutes,
  ...activityRoutes,
  ...profileRoutes,
  ...sleepRoutes,
  ...hrvRoutes,
  ...dailyRoutes,
  ...intradayRoutes,
  ...weightRoutes,
  ...performanceRoutes,
  ...workoutRoutes,
]

/** The faults that change an answer that was given; the others are asked for by the endpoints they apply to. */
const afterwards = faultKinds.data.filter(
  (kind) => kind !== 'range_too_long' && kind !== 'limit_clamp' && kind !== 'summary_fallback',
)

/** Whose token a request shows; null when it is none, too old, or meant for the other host. */
export function visitOf(world: World, call: Call): Visit | null {
  const token = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '')?.[1]
  const bearer = token === undefined ? null : bearerOf(world, token)
  if (!bearer) return null
  const hostOfDoor = bearer.door === 'personal' ? 'personal' : 'api'
  if (call.host !== null && call.host !== hostOfDoor) return null
  return { world, account: bearer.account, call, door: bearer.door }
}

/** Answers a data request: the rules of the door, then the endpoint, then the fault that is switched on for it. */
export async function answerVisit(visit: Visit): Promise<Answer> {
  const { account, call } = visit
  const refused = visit.door === 'personal' ? refuseOnPersonal(visit) : null
  if (refused) return refused
  // npm garmin-connect deletes by a POST that says otherwise.
  const method = String(call.headers['x-http-method-override'] ?? call.method).toUpperCase()
  const found = findRoute(routes, method, call.path)
  if (!found) return visit.door === 'personal' ? json([]) : notFound()
  const answer = await found.route.handle(visit, found.params)
  const fault = account.faults.strike('data', { on: 'api', url: `${call.path}?${call.entry.query}` }, afterwards)
  if (!fault) return answer
  call.entry.fault = fault.kind
  return playDataFault(fault, answer)
}
