import { activityVectors } from './golden/activity.ts'
import { MissingInput, type GoldenInput, type GoldenTable } from './golden/input.ts'
import { performanceVectors } from './golden/performance.ts'
import { recoveryVectors } from './golden/recovery.ts'
import { swimVectors } from './golden/swim.ts'
import { trainingVectors } from './golden/training.ts'

const functions: GoldenTable = {
  ...activityVectors,
  ...trainingVectors,
  ...performanceVectors,
  ...recoveryVectors,
  ...swimVectors,
}

function answer(run: (input: GoldenInput) => unknown, input: GoldenInput): unknown {
  try {
    return run(input)
  } catch (cause) {
    if (cause instanceof MissingInput) return null
    throw cause
  }
}

/** The production function behind each `fn` of the golden vectors. */
export const goldenFunctions: GoldenTable = Object.fromEntries(
  Object.entries(functions).map(([fn, run]) => [fn, (input: GoldenInput) => answer(run, input)]),
)
