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
