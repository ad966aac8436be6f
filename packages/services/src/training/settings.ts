import { readTraining, updateTraining } from '@rc/db/queries/training'
import type { TrainingSettings } from '@rc/domain'
import { sinceEver } from '../profile/profile.ts'
import { markThresholdsChanged } from '../analysis/mark-thresholds-changed.ts'
import type { Deps } from '../deps.ts'

export const getTrainingSettings = (deps: Pick<Deps, 'database'>, userId: number): Promise<TrainingSettings> =>
  deps.database.asUser(userId, readTraining)

/** Changes what is given; another way of counting hills makes the numbers that count them anew. */
export async function updateTrainingSettings(
  deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  userId: number,
  changes: { [K in keyof TrainingSettings]?: TrainingSettings[K] | undefined },
): Promise<TrainingSettings> {
  await deps.database.asUser(userId, (tenant) => updateTraining(tenant, changes))
  if (changes.gapModel !== undefined || changes.elevationFeetPerMile !== undefined)
    await markThresholdsChanged(deps, userId, sinceEver)
  return getTrainingSettings(deps, userId)
}
