import { isLocalDate, type LocalDate } from '@rc/domain'
import type { Account } from '../account.ts'
import { badRequest, empty, json, type Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Host } from '../http/host.ts'
import type { Params, Route } from '../http/route.ts'
import type { PlannedDay } from '../../athlete/planned.ts'
import type { World } from '../world.ts'

/** A request that showed a good token. */
export interface Visit {
  world: World
  account: Account
  call: Call
  door: 'connect' | 'personal'
}

export type DataRoute = Route<Visit>

const at =
  (method: string) =>
  (path: string, handle: (visit: Visit, params: Params) => Answer | Promise<Answer>): DataRoute => ({
    method,
    host: 'api' satisfies Host,
    path,
    handle,
  })
export const get = at('GET')
export const post = at('POST')
export const put = at('PUT')
export const del = at('DELETE')

/** A page about one day; `none` is how this endpoint says that there is nothing. */
export function ofDay(
  visit: Visit,
  date: string | null | undefined,
  page: (day: PlannedDay) => unknown,
  none: 'no_content' | 'null' | 'list' | ((date: LocalDate) => unknown),
): Answer {
  if (!date || !isLocalDate(date)) return badRequest('Invalid date')
  const day = visit.account.history.day(date)
  const body = day ? page(day) : null
  if (body !== null) return json(body)
  if (typeof none === 'function') return json(none(date))
  return none === 'no_content' ? empty(204) : json(none === 'list' ? [] : null)
}

/** A page about a range of days, both ends included; more than `limit` days are refused. */
export function ofRange(
  visit: Visit,
  given: { from: string | null | undefined; to: string | null | undefined; limit: number },
  page: (days: PlannedDay[], from: LocalDate, to: LocalDate) => Answer,
): Answer {
  const { from, to } = given
  if (!from || !to || !isLocalDate(from) || !isLocalDate(to) || from > to) return badRequest('Invalid date range')
  const clamp = visit.account.faults.strike('data', { on: 'api', url: visit.call.path }, ['range_too_long'])
  const limit = Math.min(given.limit, Number(clamp?.value ?? Infinity))
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  if (days > limit) return badRequest(`The date range cannot be more than ${limit} days`)
  return page(visit.account.history.between(from, to), from, to)
}

/** Rounds to so many decimals. */
export const round = (value: number, decimals = 0): number => Math.round(value * 10 ** decimals) / 10 ** decimals
