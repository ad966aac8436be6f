import { readActivityRow } from '@rc/db/queries/activities'
import { readSampleColumns } from '@rc/db/queries/samples'
import { AppError, channelNames, channels as allChannels, type Channel, type SampleColumns } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { downsampleSeries, downsampleTrack, type Series, type Track } from './downsample.ts'

export interface SamplesQuery {
  /** About how many values of each channel; all, unrounded, when left out. */
  points?: number | undefined
  /** Comma separated; all that the activity has when left out. */
  channels?: string | undefined
}

/** The samples of an activity as series, drawn against seconds since its start. Throws `not_found`. */
export function getSamples(
  deps: Pick<Deps, 'database'>,
  userId: number,
  id: number,
  { points, channels }: SamplesQuery,
) {
  const wanted = channels === undefined ? null : parseChannels(channels)
  return deps.database.asUser(userId, async (tenant) => {
    const row = await readActivityRow(tenant, id)
    if (!row) throw new AppError('not_found', 'no such activity')
    const columns = await readSampleColumns(tenant, id, wanted ? [...wanted] : channelNames)
    const startS = (row.recordedStartAt ?? row.startedAt).getTime() / 1000
    return {
      mode: points === undefined ? ('raw' as const) : ('lttb' as const),
      sampleCount: row.sampleCount,
      startedAt: row.startedAt.toISOString(),
      series: allChannels
        .filter(({ name }) => name !== 'latDeg' && name !== 'lonDeg')
        .flatMap(({ name, decimals }) => {
          const value = columns.channels[name]
          const source = row.channels.includes(name) ? ('device' as const) : ('developer' as const)
          return value ? [{ channel: name, source, ...toSeries(columns.timeS, value, startS, points, decimals) }] : []
        }),
      track: toTrack(columns, startS, points),
    }
  })
}

function parseChannels(text: string): Set<Channel> {
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.filter((name) => !(channelNames as readonly string[]).includes(name))
  if (unknown.length > 0) {
    throw new AppError('invalid_input', 'unknown channel', {
      details: { reasons: unknown.map((name) => `query.channels: ${name}`) },
    })
  }
  return new Set(names as Channel[])
}

function toSeries(
  timeS: Float64Array,
  value: Float64Array,
  startS: number,
  points: number | undefined,
  decimals: number,
): Series {
  if (points !== undefined) return downsampleSeries(timeS, value, startS, points, decimals)
  return {
    timeS: Array.from(timeS, (t) => t - startS),
    value: Array.from(value, (v) => (Number.isNaN(v) ? null : v)),
  }
}

function toTrack(columns: SampleColumns, startS: number, points = Infinity): Track | null {
  const { latDeg, lonDeg } = columns.channels
  return latDeg && lonDeg ? downsampleTrack(columns.timeS, latDeg, lonDeg, startS, points) : null
}
