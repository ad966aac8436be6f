import * as contract from '@rc/contract'
import { addFile } from '@rc/services/ingest/add-file'
import {
  getImport,
  listImports,
  openImport,
  pauseImport,
  resumeImport,
  undoImport,
} from '@rc/services/ingest/manage-imports'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountImports(mount: Mount, deps: ApiDeps): void {
  mount(contract.startImport, async ({ userId, query, body, bytes }) => {
    const name = body?.name ?? query.name ?? ''
    const batch = await openImport(deps, userId, { source: 'upload', name })
    if (body !== undefined) return batch
    await addFile(deps, userId, batch.id, { name: name || 'upload', bytes })
    return (await getImport(deps, userId, batch.id, { cursor: undefined, limit: 1, state: undefined })).batch
  })
  mount(contract.addImportFile, ({ userId, params, query, bytes }) =>
    addFile(deps, userId, params.id, { name: query.name, bytes }),
  )
  mount(contract.listImports, ({ userId, query }) =>
    listImports(deps, userId, { cursor: query.cursor, limit: query.limit }),
  )
  mount(contract.getImport, ({ userId, params, query }) =>
    getImport(deps, userId, params.id, { ...query, cursor: query.cursor, state: query.state }),
  )
  mount(contract.pauseImport, ({ userId, params }) => pauseImport(deps, userId, params.id))
  mount(contract.resumeImport, ({ userId, params }) => resumeImport(deps, userId, params.id))
  mount(contract.undoImport, ({ userId, params }) => undoImport(deps, userId, params.id))
}
