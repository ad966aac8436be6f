import type { Plan } from '../model/plan.ts'
import type { AthleteFacts, TrainingHistory } from './athlete-facts.ts'
import { checkAvailability } from './check-availability.ts'
import { checkDates } from './check-dates.ts'
import { checkExport } from './check-export.ts'
import { checkHealth } from './check-health.ts'
import { checkDanielsCaps, checkEasyShare, checkMorning, checkPaceRange, checkTrust } from './check-intensity.ts'
import { checkDays, checkRaceTaper, checkRamps } from './check-load.ts'
import { checkStructure } from './check-structure.ts'
import { checkTargets } from './check-targets.ts'
import { checkTexts } from './check-texts.ts'
import {
  checkDeloads,
  checkLongRuns,
  checkNoHistory,
  checkReturn,
  checkSingleRuns,
  checkSwims,
  checkWeeklyIncrease,
} from './check-volume.ts'
import { verdictOf, type Finding, type Verdict } from './finding.ts'
import { viewPlan, type PlanView } from './plan-view.ts'

const checks: readonly ((view: PlanView) => Finding[])[] = [
  checkStructure,
  checkDates,
  checkTexts,
  checkTargets,
  checkPaceRange,
  checkHealth,
  checkMorning,
  checkAvailability,
  checkNoHistory,
  checkReturn,
  checkSingleRuns,
  checkSwims,
  checkWeeklyIncrease,
  checkLongRuns,
  checkRaceTaper,
  checkDeloads,
  checkRamps,
  checkDays,
  checkEasyShare,
  checkDanielsCaps,
  checkExport,
  checkTrust,
]

/**
 * Every rule over a plan: pure, of any origin, blind to what its texts claim. `block` cannot be approved or sent, `warn`
 * needs a tick. Sizes are computed anew; those in the plan are only compared (V21).
 */
export function validatePlan(plan: Plan, athlete: AthleteFacts, history: TrainingHistory): Verdict {
  const view = viewPlan(plan, athlete, history)
  return verdictOf(checks.flatMap((check) => check(view)))
}
