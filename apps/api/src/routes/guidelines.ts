import * as contract from '@rc/contract'
import { findGuidelines } from '@rc/services/guidelines/find-guidelines'
import { listLibrary } from '@rc/services/guidelines/list-library'
import { addDocument, getDocument, listDocuments, removeDocument } from '@rc/services/guidelines/manage-documents'
import { askSearch, getSearch, previewSearch } from '@rc/services/guidelines/search-guidelines'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountGuidelines(mount: Mount, deps: ApiDeps): void {
  mount(contract.listGuidelines, ({ userId, query }) => listLibrary(deps, userId, query.locale))
  mount(contract.findGuidelines, async ({ userId, query }) => ({
    found: await deps.database.asReader(userId, (tenant) => findGuidelines(tenant, query)),
  }))
  mount(contract.previewGuidelineSearch, ({ userId, body }) => previewSearch(deps, userId, body.question))
  mount(contract.askGuidelineSearch, ({ userId, body }) => askSearch(deps, userId, body))
  mount(contract.getGuidelineSearch, ({ userId, params, query }) => getSearch(deps, userId, { ...params, ...query }))
  mount(contract.listGuidelineDocuments, ({ userId }) => listDocuments(deps, userId))
  mount(contract.addGuidelineDocument, ({ userId, query, bytes }) =>
    addDocument(deps, userId, { name: query.name, bytes }),
  )
  mount(contract.getGuidelineDocument, ({ userId, params }) => getDocument(deps, userId, params.id))
  mount(contract.removeGuidelineDocument, ({ userId, params }) => removeDocument(deps, userId, params.id))
}
