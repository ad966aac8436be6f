import { assessMorning } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { morningSeriesOn, readWellness } from '../recovery/wellness-days.ts'
import { citationOf, noAnswer, type AnswerAbout, type WhyRules } from './answer.ts'
import type { Prepared } from './build-request.ts'
import { proposeByRules, reduceWeek } from './make-proposal.ts'

/** References that fit worse than this answer nothing. */
const citationsShown = 3

/** An answer without any model: a plan for a goal, less of this week, what the morning's numbers say, or what the guidelines do. */
export async function answerByRules(
  tenant: Tenant,
  now: Date,
  prepared: Prepared,
  why: WhyRules | null,
): Promise<AnswerAbout> {
  const citations = prepared.references.slice(0, citationsShown).map(citationOf)
  const about: AnswerAbout = { ...noAnswer, why }
  const { wish } = prepared
  if (wish.kind === 'plan') {
    if (wish.goal === null) return { ...about, say: 'which_goal' }
    const made = await proposeByRules(tenant, now, prepared)
    return made.ok
      ? { ...about, say: 'plan', ...made.value, citations }
      : { ...about, say: 'no_plan', reasons: made.missing }
  }
  if (wish.kind === 'less') {
    const made = await reduceWeek(tenant, now, prepared)
    return made.ok
      ? { ...about, say: 'less', ...made.value, citations }
      : { ...about, say: 'nothing_to_reduce', reasons: made.missing }
  }
  if (wish.kind === 'tired') return { ...about, say: 'tired', facts: await tiredFacts(tenant, now), citations }
  return citations.length > 0 ? { ...about, say: 'references', citations } : { ...about, say: 'no_answer' }
}

async function tiredFacts(tenant: Tenant, now: Date): Promise<AnswerAbout['facts']> {
  const wellness = await readWellness(tenant, now)
  const { readiness, hrv, restingHr, sleepDebtH, sleepAverage14H } = assessMorning(
    morningSeriesOn(wellness, wellness.to),
  )
  return {
    readiness: readiness.score,
    hrvStatus: hrv.status,
    restingHrZ: restingHr.z,
    sleepDebtH,
    sleepAverage14H,
  }
}
