import type { RouteConfig } from '@hono/zod-openapi'
import * as access from './access.ts'
import * as activities from './activities.ts'
import * as activityEdits from './activity-edits.ts'
import * as activityLists from './activity-lists.ts'
import * as ai from './ai.ts'
import * as aiMemo from './ai-memo.ts'
import * as auth from './auth.ts'
import * as backTest from './back-test.ts'
import * as explain from './explain.ts'
import * as connections from './connections.ts'
import * as embeddings from './embeddings.ts'
import * as guidelines from './guidelines.ts'
import * as injuries from './injuries.ts'
import * as imports from './imports.ts'
import * as insights from './insights.ts'
import * as journal from './journal.ts'
import * as map from './map.ts'
import * as morning from './morning.ts'
import * as notifications from './notifications.ts'
import * as own from './own-data.ts'
import * as performance from './performance.ts'
import * as planCourse from './plan-course.ts'
import * as planExchange from './plan-exchange.ts'
import * as plans from './plans.ts'
import * as privacy from './privacy.ts'
import * as profile from './profile.ts'
import * as recovery from './recovery.ts'
import type { Access, Scope } from './route.ts'
import * as status from './status.ts'
import * as swim from './swim.ts'
import * as training from './training.ts'
import * as sync from './sync.ts'
import * as work from './work.ts'

export * from './access.ts'
export * from './activities.ts'
export * from './activity-edits.ts'
export * from './activity-lists.ts'
export * from './ai.ts'
export * from './ai-memo.ts'
export * from './auth.ts'
export * from './back-test.ts'
export * from './explain.ts'
export * from './connections.ts'
export * from './embeddings.ts'
export * from './guidelines.ts'
export * from './injuries.ts'
export * from './imports.ts'
export * from './insights.ts'
export * from './journal.ts'
export * from './map.ts'
export * from './morning.ts'
export * from './notifications.ts'
export * from './own-data.ts'
export * from './performance.ts'
export * from './plan-course.ts'
export * from './plan-exchange.ts'
export * from './plans.ts'
export * from './privacy.ts'
export * from './profile.ts'
export * from './recovery.ts'
export * from './status.ts'
export * from './swim.ts'
export * from './training.ts'
export * from './sync.ts'
export * from './work.ts'
export { Problem, scopeOf, scopes, type Access, type Scope } from './route.ts'

type AnyRoute = RouteConfig & { access: Access; scope?: Scope | 'session' }
const isRoute = (value: unknown): value is AnyRoute => typeof value === 'object' && value !== null && 'access' in value

/** Every route there is, for the document and for the tests that call them all. */
export const routes: Record<string, AnyRoute> = Object.fromEntries(
  Object.entries({
    ...auth,
    ...access,
    ...own,
    ...privacy,
    ...profile,
    ...plans,
    ...planCourse,
    ...planExchange,
    ...guidelines,
    ...ai,
    ...aiMemo,
    ...embeddings,
    ...imports,
    ...connections,
    ...sync,
    ...activities,
    ...activityEdits,
    ...activityLists,
    ...insights,
    ...recovery,
    ...journal,
    ...injuries,
    ...morning,
    ...map,
    ...training,
    ...notifications,
    ...performance,
    ...swim,
    ...explain,
    ...work,
    ...status,
    ...backTest,
  } as Record<string, unknown>).filter((entry): entry is [string, AnyRoute] => isRoute(entry[1])),
)
