import { listTrackRows } from '@rc/db/queries/activities'
import { listZones, type PrivacyZone } from '@rc/db/queries/privacy-zones'
import { encodePolyline } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { visibleStretch } from '../privacy/hide-ends.ts'

/** Where every activity of the athlete went, newest first, as thin as a map of all of them needs it. */
export async function listTracks(deps: Pick<Deps, 'database'>, userId: number) {
  const [rows, zones] = await deps.database.asReader(userId, (tenant) =>
    Promise.all([listTrackRows(tenant), listZones(tenant)]),
  )
  const tracks = rows.map(({ track, ...row }) => ({ ...row, line: encodePolyline(drawable(track ?? [], zones)) }))
  return { tracks: tracks.filter(({ line }) => line !== '') }
}

/** The track without the ends that nobody is to see. */
function drawable(track: readonly number[], zones: readonly PrivacyZone[]): readonly number[] {
  if (zones.length === 0) return track
  const places = Array.from({ length: track.length >> 1 }, (_, i) => i)
  const [from, to] = visibleStretch(
    places.map((i) => track[2 * i + 1]!),
    places.map((i) => track[2 * i]!),
    zones,
  )
  return track.slice(2 * from, 2 * to)
}
