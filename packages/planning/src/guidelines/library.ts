import type { Guideline } from './guideline.ts'
import { intensityGuidelines, longRunGuidelines } from './library/intensity.ts'
import { loadGuidelines } from './library/load.ts'
import { strengthGuidelines, swimGuidelines, triathlonGuidelines } from './library/other-sports.ts'
import { measuringGuidelines, peopleGuidelines } from './library/people.ts'
import { painGuidelines, raceGuidelines, returnGuidelines } from './library/race.ts'
import { conditionsGuidelines, fuelGuidelines, recoveryGuidelines } from './library/recovery.ts'

/** Written for this program: facts restated in our own sentences, each with where it comes from. */
export const guidelineLibrary: readonly Guideline[] = [
  ...loadGuidelines,
  ...intensityGuidelines,
  ...longRunGuidelines,
  ...raceGuidelines,
  ...returnGuidelines,
  ...painGuidelines,
  ...recoveryGuidelines,
  ...conditionsGuidelines,
  ...fuelGuidelines,
  ...swimGuidelines,
  ...triathlonGuidelines,
  ...strengthGuidelines,
  ...peopleGuidelines,
  ...measuringGuidelines,
]
