import { assessMorning, judgeMorning } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { putAssessment, readAssessment, readLevelBefore, type Assessment } from '@rc/db/queries/mornings'
import { listMuted } from '@rc/db/queries/training'
import type { LocalDate } from '@rc/domain'
import { presentReadiness } from '../recovery/get-readiness.ts'
import { morningSeriesOn, readWellness } from '../recovery/wellness-days.ts'
import { notifyUser } from '../work/notify-user.ts'
import { readMornings } from './read-mornings.ts'

/** Looks at one morning with what is known of it now, and keeps what it found. */
export async function checkMorning(tenant: Tenant, now: Date, date: LocalDate): Promise<Assessment> {
  const range = { from: date, to: date }
  const [{ mornings }, wellness, muted, previousLevel] = await Promise.all([
    readMornings(tenant, now, range),
    readWellness(tenant, now, range),
    listMuted(tenant),
    readLevelBefore(tenant, date),
  ])
  const facts = mornings[0]!.facts
  const silent = muted.filter(({ mutedUntil }) => mutedUntil === null || mutedUntil >= date).map(({ ruleId }) => ruleId)
  const { level, flags, unknown } = judgeMorning(facts, silent)
  const isNew = await putAssessment(tenant, {
    localDate: date,
    level,
    previousLevel,
    flags,
    unknown,
    muted: silent.toSorted(),
    facts: { ...facts },
    readiness: presentReadiness(date, assessMorning(morningSeriesOn(wellness, date))),
    checkedAt: now,
  })
  if (isNew) await notifyUser(tenant, { type: 'morning', date })
  return (await readAssessment(tenant, date))!
}
