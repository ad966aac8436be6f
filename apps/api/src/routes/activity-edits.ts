import * as contract from '@rc/contract'
import { editRecording, listRecordingEdits, undoEdit } from '@rc/services/ingest/edit-recording'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountActivityEdits(mount: Mount, deps: ApiDeps): void {
  mount(contract.listActivityEdits, ({ userId, params }) => listRecordingEdits(deps, userId, params.id))
  mount(contract.editActivity, ({ userId, params, body }) => editRecording(deps, userId, params.id, body))
  mount(contract.undoActivityEdit, ({ userId, params }) => undoEdit(deps, userId, params.id, params.editId))
}
