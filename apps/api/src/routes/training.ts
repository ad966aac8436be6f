import * as contract from '@rc/contract'
import { getRecomputeProgress } from '@rc/services/training/get-recompute-progress'
import { getZones } from '@rc/services/training/get-zones'
import { getTrainingSettings, updateTrainingSettings } from '@rc/services/training/settings'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountTraining(mount: Mount, deps: ApiDeps): void {
  mount(contract.getTrainingSettings, ({ userId }) => getTrainingSettings(deps, userId))
  mount(contract.getRecomputeProgress, ({ userId }) => getRecomputeProgress(deps, userId))
  mount(contract.getZones, ({ userId, query }) => getZones(deps, userId, query))
  mount(contract.updateTrainingSettings, ({ userId, body }) => updateTrainingSettings(deps, userId, body))
}
