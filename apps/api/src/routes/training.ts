import * as contract from '@rc/contract'
import { getTrainingSettings, updateTrainingSettings } from '@rc/services/training/settings'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountTraining(mount: Mount, deps: ApiDeps): void {
  mount(contract.getTrainingSettings, ({ userId }) => getTrainingSettings(deps, userId))
  mount(contract.updateTrainingSettings, ({ userId, body }) => updateTrainingSettings(deps, userId, body))
}
