import type { Mutant } from './mutant.ts'
import { athleteMutants } from './mutants/athlete.ts'
import { loadMutants } from './mutants/load.ts'
import { structureMutants } from './mutants/structure.ts'
import { targetsMutants } from './mutants/targets.ts'

/** Every kind of bad plan we know to make from a good one. */
export const mutants: readonly Mutant[] = [...loadMutants, ...targetsMutants, ...structureMutants, ...athleteMutants]
