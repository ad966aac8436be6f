import { listTrackRows } from '@rc/db/queries/activities'
import { encodePolyline } from '@rc/domain'
import type { Deps } from '../deps.ts'

/** Where every activity of the athlete went, newest first, as thin as a map of all of them needs it. */
export async function listTracks(deps: Pick<Deps, 'database'>, userId: number) {
  const rows = await deps.database.asReader(userId, listTrackRows)
  return { tracks: rows.map(({ track, ...row }) => ({ ...row, line: encodePolyline(track ?? []) })) }
}
