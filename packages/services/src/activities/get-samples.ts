import { readActivityRow } from '@rc/db/queries/activities'
import { listZones, type PrivacyZone } from '@rc/db/queries/privacy-zones'
import { readBeats, readSampleColumns } from '@rc/db/queries/samples'
import { AppError, channelNames, channels as allChannels, type Channel, type SampleColumns } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { visibleStretch } from '../privacy/hide-ends.ts'
import { placeBeats } from './place-beats.ts'
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
    const columns = await readSampleColumns(tenant, id, wanted?.channels ?? channelNames)
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
      rr: wanted?.beats === false ? null : toBeats(await readBeats(tenant, id), row, points),
      track: toTrack(columns, startS, points, await listZones(tenant)),
    }
  })
}

/** Heartbeats are no channel of samples, but are asked for like one. */
const BEATS = 'rrMs'

function parseChannels(text: string): { channels: Channel[]; beats: boolean } {
  const asked = text.split(',').map((name) => name.trim())
  const names = asked.filter((name) => name !== BEATS)
  const unknown = names.filter((name) => !(channelNames as readonly string[]).includes(name))
  if (unknown.length > 0) {
    throw new AppError('invalid_input', 'unknown channel', {
      details: { reasons: unknown.map((name) => `query.channels: ${name}`) },
    })
  }
  return { channels: [...new Set(names as Channel[])], beats: names.length < asked.length }
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

function toBeats(rrMs: number[], row: Parameters<typeof placeBeats>[1], points = Infinity): Series | null {
  const timeS = placeBeats(rrMs, row)
  return timeS && downsampleSeries(timeS, Float64Array.from(rrMs), 0, points, 0)
}

interface DrawnTrack extends Track {
  /** Not the beginning, or not the end: the athlete hides what is around it. */
  hiddenStart: boolean
  hiddenEnd: boolean
}

function toTrack(
  { timeS, channels }: SampleColumns,
  startS: number,
  points = Infinity,
  zones: readonly PrivacyZone[],
): DrawnTrack | null {
  const { latDeg, lonDeg } = channels
  if (!latDeg || !lonDeg) return null
  const [first, end] = visibleStretch(latDeg, lonDeg, [])
  const [from, to] = visibleStretch(latDeg, lonDeg, zones)
  const part = (column: Float64Array): Float64Array => column.subarray(from, to)
  const track = downsampleTrack(part(timeS), part(latDeg), part(lonDeg), startS, points)
  return track && { ...track, hiddenStart: from > first, hiddenEnd: to < end }
}
