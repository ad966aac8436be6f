import type { AlertRule } from './alert-rule.ts'
import { autonomicFourDays } from './autonomic-four-days.ts'
import { efficiencyDrop } from './efficiency-drop.ts'
import { formLow } from './form-low.ts'
import { healthGate } from './health-gate.ts'
import { hrvBelowRange } from './hrv-below-range.ts'
import { longRunSpike } from './long-run-spike.ts'
import { monotonyHigh } from './monotony-high.ts'
import { parasympatheticPattern } from './parasympathetic-pattern.ts'
import { rampHigh } from './ramp-high.ts'
import { restingHrRaised } from './resting-hr-raised.ts'
import { rpeHigh } from './rpe-high.ts'
import { sleepDebtHigh } from './sleep-debt-high.ts'
import { sleepShort } from './sleep-short.ts'
import { subjectiveSigns } from './subjective-signs.ts'

/** A new rule of the morning check is one file and one line here. */
export const alertRules: readonly AlertRule[] = [
  hrvBelowRange,
  restingHrRaised,
  autonomicFourDays,
  parasympatheticPattern,
  sleepShort,
  sleepDebtHigh,
  formLow,
  rampHigh,
  monotonyHigh,
  longRunSpike,
  efficiencyDrop,
  rpeHigh,
  subjectiveSigns,
  healthGate,
]
