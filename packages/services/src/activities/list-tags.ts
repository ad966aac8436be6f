import * as queries from '@rc/db/queries/activities'
import type { Deps } from '../deps.ts'

/** The athlete's tags, the most frequent first. */
export const listTags = (deps: Pick<Deps, 'database'>, userId: number) =>
  deps.database.asReader(userId, async (tenant) => ({ tags: await queries.listTags(tenant) }))
