import { activityVectors } from './golden/activity.ts'
import type { GoldenTable } from './golden/input.ts'
import { performanceVectors } from './golden/performance.ts'
import { recoveryVectors } from './golden/recovery.ts'
import { swimVectors } from './golden/swim.ts'
import { trainingVectors } from './golden/training.ts'

/** The production function behind each `fn` of the golden vectors. */
export const goldenFunctions: GoldenTable = {
  ...activityVectors,
  ...trainingVectors,
  ...performanceVectors,
  ...recoveryVectors,
  ...swimVectors,
}
