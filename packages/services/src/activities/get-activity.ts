import { listRecordings, readActivityParts, readActivityRow } from '@rc/db/queries/activities'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { deviceName, presentParts, presentSummary } from './present-activity.ts'

/** Everything about one activity but its samples. Throws `not_found`. */
export function getActivity(deps: Pick<Deps, 'database'>, userId: number, id: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const row = await readActivityRow(tenant, id)
    if (!row) throw new AppError('not_found', 'no such activity')
    const canonicalId = row.duplicateOf ?? row.id
    const [parts, recordings] = await Promise.all([readActivityParts(tenant, id), listRecordings(tenant, canonicalId)])
    return {
      ...presentSummary(row),
      ...presentParts(row, parts),
      endedAt: row.endedAt.toISOString(),
      elapsedS: row.elapsedS,
      descentM: row.descentM,
      maxHrBpm: row.maxHrBpm,
      maxPowerW: row.maxPowerW,
      avgCadenceRpm: row.avgCadenceRpm,
      caloriesKcal: row.caloriesKcal,
      rpe: row.rpe,
      device: deviceName(row),
      channels: row.channels,
      sampleCount: row.sampleCount,
      pauses: pairs(row.pauses),
      sources: recordings.map((recording) => ({
        activityId: recording.activityId,
        source: recording.source,
        fileName: recording.fileName,
        sha256: recording.sha256,
        flags: recording.flags,
        device: deviceName(recording),
        canonical: recording.activityId === canonicalId,
      })),
      duplicateOf: row.duplicateOf,
      hasFile: row.rawFileId !== null,
    }
  })
}

const pairs = (flat: number[]): [number, number][] =>
  flat.flatMap((from, i) => (i % 2 === 0 ? [[from, flat[i + 1] ?? from] as [number, number]] : []))
