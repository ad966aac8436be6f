import { readAccount } from '@rc/db/queries/accounts'
import { hasStoppingInjury } from '@rc/db/queries/injuries'
import { listJournal } from '@rc/db/queries/journal'
import { readAssessment } from '@rc/db/queries/mornings'
import { listDone, listPlans } from '@rc/db/queries/plans'
import { listResultsSince } from '@rc/db/queries/plan-results'
import { listThresholds } from '@rc/db/queries/profile'
import { listSessionSigns } from '@rc/db/queries/session-signs'
import type { Tenant } from '@rc/db'
import { addDays, AppError, sportFamily, thresholdsOn, type LocalDate } from '@rc/domain'
import {
  athleteOn,
  noHistory,
  type AthleteFacts,
  type Basis,
  type DoneSession,
  type TrainingHistory,
} from '@rc/planning'
import { readToday } from '../insights/today.ts'

/** Activities that were a hard session of a plan, by what earlier plans have shown. */
async function readHard(tenant: Tenant, from: LocalDate): Promise<Set<number>> {
  const results = await listResultsSince(tenant, from)
  return new Set(results.flatMap(({ activityId, isHard }) => (activityId !== null && isHard ? [activityId] : [])))
}

/** What is told with a request, beside what is stored. */
export type Told = Pick<AthleteFacts, 'availability' | 'isInjured' | 'injuryUntil' | 'isPregnant'>

export interface PlanInputs {
  today: LocalDate
  timeZone: string
  basis: Basis
  athlete: AthleteFacts
  history: TrainingHistory
}

const historyDays = 120

/** Everything a plan is made from and judged by, as it is this day. */
export async function readInputs(
  tenant: Tenant,
  now: Date,
  told: Partial<Told>,
  planId: string | null,
): Promise<PlanInputs> {
  const account = await readAccount(tenant)
  if (!account) throw new AppError('unauthenticated', 'the account is gone')
  const { timeZone, today } = await readToday(tenant, now)
  const dated = await listThresholds(tenant)
  const thresholds = thresholdsOn(today, account, dated)
  const hard = await readHard(tenant, addDays(today, -historyDays))
  const sessions = (await listDone(tenant, addDays(today, -historyDays))).map(
    ({ id, localDate, sport, distanceM, timerS, load }): DoneSession => {
      const family = sportFamily(sport)
      return {
        date: localDate,
        family: family === 'foot' ? 'other' : family,
        m: distanceM,
        s: timerS,
        load,
        isHard: hard.has(id),
      }
    },
  )
  const runs = sessions.filter(({ family }) => family === 'run')
  const since = (days: number) => runs.filter(({ date }) => date >= addDays(today, -days) && date < today)
  const whole = (value: number | null) => (value === null ? null : Math.round(value))
  const pace = (mps: number | null, metres: number) => (mps === null ? null : metres / mps)
  const basis: Basis = {
    thresholdPace: pace(thresholds.thresholdSpeedMps, 1000),
    lthr: whole(thresholds.lthrBpm),
    maxHr: whole(thresholds.hrMaxBpm),
    restHr: whole(thresholds.hrRestBpm),
    ftp: whole(thresholds.ftpW),
    css: pace(thresholds.cssMps, 100),
    weeklyM: since(28).reduce((sum, { m }) => sum + (m ?? 0), 0) / 4,
    longest30M: Math.max(0, ...since(30).map(({ m }) => m ?? 0)),
    asOf: today,
  }
  const morning = await readAssessment(tenant, today)
  const score = morning?.readiness['score']
  const [journal] = await listJournal(tenant, today, today)
  const sessionsSince = await listSessionSigns(tenant, addDays(today, -1), today)
  const hurts = [journal?.pain, ...sessionsSince.map((session) => session.pain)].filter((pain) => pain != null)
  const isStopped = await hasStoppingInjury(tenant, today)
  const others = (await listPlans(tenant)).filter((plan) => plan.state === 'approved' && plan.planId !== planId)
  const newest = dated.reduce<LocalDate | null>(
    (max, { validFrom }) => (max !== null && max > validFrom ? max : validFrom),
    null,
  )
  const athlete: AthleteFacts = {
    ...athleteOn(today),
    ageYears: thresholds.ageYears,
    thresholdsAsOf: newest,
    readiness: typeof score === 'number' ? score : null,
    level: morning?.level ?? 'none',
    isIll: journal?.isIll ?? false,
    pain: hurts.length === 0 ? null : Math.max(...hurts),
    words: journal?.notes ? [journal.notes] : [],
    otherPlans: others.map(({ startsOn, endsOn }) => ({ start: startsOn, end: endsOn })),
    ...told,
    // What is tagged as forbidding runs does so whatever a plan was told once.
    ...(isStopped ? { isInjured: true, injuryUntil: null } : {}),
  }
  return { today, timeZone, basis, athlete, history: { ...noHistory, sessions } }
}
