import type { Tenant } from '@rc/db'
import { listResultsSince } from '@rc/db/queries/plan-results'
import { addDays, mondayOf, type LocalDate } from '@rc/domain'
import type { Availability } from '@rc/planning'

/** Weeks looked back on, and the share of planned sessions below which the next draft asks for less. */
const weeks = 4
const leastSessions = 6
const enough = 0.7

/**
 * What earlier plans have shown of the time there really is. Where much less than planned was done, the next draft is laid
 * out on one day a week more than were kept, unless the athlete says otherwise; the note says so. Own choice, evidence D.
 */
export async function readFollowThrough(
  tenant: Tenant,
  today: LocalDate,
  availability: Availability,
  locale: 'ko' | 'en',
): Promise<{ availability: Availability; note: string | null }> {
  const from = addDays(mondayOf(today), -7 * weeks)
  const results = await listResultsSince(tenant, from)
  // What the athlete left out for illness or a journey says nothing about their week.
  const planned = results.filter(({ skipReason }) => skipReason === null || skipReason === 'no_time')
  const done = planned.filter(({ state }) => state === 'done')
  const unchanged = { availability, note: null }
  if (planned.length < leastSessions || done.length / planned.length >= enough) return unchanged
  const span = new Set(planned.map(({ localDate }) => mondayOf(localDate))).size
  const kept = Math.ceil(new Set(done.map(({ localDate }) => localDate)).size / span)
  const days = Math.min(7, kept + 1)
  if (availability.maxDaysPerWeek !== null && availability.maxDaysPerWeek <= days) return unchanged
  const note =
    locale === 'ko'
      ? `최근 ${span}주 동안 계획한 훈련 ${planned.length}번 중 ${done.length}번을 했어요. 그래서 주 ${days}일로 짰어요.`
      : `Of ${planned.length} sessions planned in the last ${span} weeks ${done.length} were done, so this draft uses ${days} days a week.`
  return { availability: { ...availability, maxDaysPerWeek: days }, note }
}
