import { Readable } from 'node:stream'
import * as contract from '@rc/contract'
import { exportActivities } from '@rc/services/activities/export-activities'
import { getActivity } from '@rc/services/activities/get-activity'
import { getRouteFellows } from '@rc/services/activities/get-route-fellows'
import { getSamples } from '@rc/services/activities/get-samples'
import { listActivities } from '@rc/services/activities/list-activities'
import { listTags } from '@rc/services/activities/list-tags'
import { listTracks } from '@rc/services/activities/list-tracks'
import { forgetFilter, listSavedFilters, saveFilter } from '@rc/services/activities/saved-filters'
import { sumActivities } from '@rc/services/activities/sum-activities'
import { changeActivities, changeActivity, removeActivity } from '@rc/services/ingest/change-activity'
import { createManualActivity } from '@rc/services/ingest/create-manual-activity'
import { openOriginal } from '@rc/services/ingest/open-original'
import { nameAttachment } from '../attachment.ts'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountActivities(mount: Mount, deps: ApiDeps): void {
  mount(contract.listActivities, ({ userId, query }) => listActivities(deps, userId, query))
  mount(contract.sumActivities, ({ userId, query }) => sumActivities(deps, userId, query))
  mount(contract.listTags, ({ userId }) => listTags(deps, userId))
  mount(contract.exportActivities, ({ c, userId, query }) =>
    Promise.resolve(
      c.body(ReadableStream.from(exportActivities(deps, userId, query)).pipeThrough(new TextEncoderStream()), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': nameAttachment('runningcoach-activities.csv'),
        'Cache-Control': 'private, no-store',
      }),
    ),
  )
  mount(contract.changeActivities, ({ userId, body: { ids, ...change } }) =>
    changeActivities(deps, userId, ids, change),
  )
  mount(contract.removeActivities, async ({ userId, body }) => {
    for (const id of new Set(body.ids)) await removeActivity(deps, userId, id)
  })
  mount(contract.listSavedFilters, ({ userId }) => listSavedFilters(deps, userId))
  mount(contract.saveFilter, ({ userId, body }) => saveFilter(deps, userId, body))
  mount(contract.forgetFilter, ({ userId, params }) => forgetFilter(deps, userId, params.name))
  mount(contract.createActivity, async ({ userId, body }) => {
    const { activityId } = await createManualActivity(deps, userId, { ...body, startedAt: new Date(body.startedAt) })
    return getActivity(deps, userId, activityId)
  })
  mount(contract.listTracks, ({ userId }) => listTracks(deps, userId))
  mount(contract.getActivity, ({ userId, params }) => getActivity(deps, userId, params.id))
  mount(contract.updateActivity, async ({ userId, params, body: { startedAt, ...change } }) => {
    const started = startedAt === undefined ? undefined : new Date(startedAt)
    await changeActivity(deps, userId, params.id, { ...change, startedAt: started })
    return getActivity(deps, userId, params.id)
  })
  mount(contract.removeActivity, ({ userId, params }) => removeActivity(deps, userId, params.id))
  mount(contract.getRouteFellows, ({ userId, params }) => getRouteFellows(deps, userId, params.id))
  mount(contract.getActivitySamples, ({ userId, params, query }) => getSamples(deps, userId, params.id, query))
  mount(contract.getActivityFile, async ({ c, userId, params }) => {
    const { name, bytes, stream } = await openOriginal(deps, userId, params.id)
    return c.body(Readable.toWeb(stream) as ReadableStream, 200, {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes),
      'Content-Disposition': nameAttachment(name),
      'Cache-Control': 'private, no-store',
    })
  })
}
