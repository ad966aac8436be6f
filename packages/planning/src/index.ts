export { adjustSession } from './adjust-session.ts'
export type { AdjustedSession, Morning, SessionKind } from './adjust-session.ts'
export type { LoadRule, Severity } from './rules/load-rule.ts'
export { checkDanielsCap, danielsCaps, danielsCapsRule } from './rules/daniels-caps.ts'
export type { DanielsCaps } from './rules/daniels-caps.ts'
export { checkDeload, deloadRule, firstWithoutDeload } from './rules/deload.ts'
export {
  checkHardDays,
  consecutiveHardDays,
  crowdedHardDays,
  hardCountRule,
  hardSpacingRule,
  restDayRule,
  weeksWithoutRest,
} from './rules/hard-days.ts'
export type { DayKind } from './rules/hard-days.ts'
export { checkReturn, returnCap, returnRule } from './rules/return-cap.ts'
export type { ReturnCap } from './rules/return-cap.ts'
export { singleRunRule, singleRunSpike } from './rules/single-run.ts'
export type { SpikeCategory } from './rules/single-run.ts'
export { checkTaper, taperRule, taperSeverity } from './rules/taper.ts'
export type { Taper } from './rules/taper.ts'
export { twoWeekJump, twoWeekJumpRule, weekIncrease, weekIncreaseRule } from './rules/week-increase.ts'
export { canonicalJson, hashPlan, sha256Hex } from './model/canonical.ts'
export * from './model/plan.ts'
export { readPlan } from './model/read-plan.ts'
export { estimateWorkout } from './estimate/estimate-workout.ts'
export { finishPlan } from './estimate/finish-plan.ts'
export { templateIds } from './templates/template-ids.ts'
export type { TemplateId } from './templates/template-ids.ts'
export { expandTemplate } from './templates/templates.ts'
export type { TemplateContext, TemplateSize } from './templates/templates.ts'
export { athleteOn, noHistory, openAvailability } from './validate/athlete-facts.ts'
export type { AthleteFacts, Availability, DoneSession, TrainingHistory } from './validate/athlete-facts.ts'
export type { Finding, Repair, Verdict } from './validate/finding.ts'
export { planRule, planRules, rulesVersion } from './validate/rules.ts'
export type { PlanRule } from './validate/rules.ts'
export { judgeCase } from './validate/read-case.ts'
export { validatePlan } from './validate/validate-plan.ts'
export { repairPlan } from './revise/repair-plan.ts'
export type { Repaired } from './revise/repair-plan.ts'
export { planTraining } from './plan/plan-training.ts'
export type { PlanRequest } from './plan/plan-request.ts'
