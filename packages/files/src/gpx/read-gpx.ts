import {
  noSession,
  type FileContents,
  type Outcome,
  type Recording,
  type SampleColumns,
  type SourceFlag,
} from '@rc/domain'
import { contentsOf, noDevice, recordingOf } from '../contents.ts'
import { fillTimes } from '../fill-times.ts'
import { haversineM } from '../haversine.ts'
import { limits } from '../limits.ts'
import { toColumns } from '../sample-list.ts'
import { isDisordered } from '../samples.ts'
import { sportOfText } from '../sports.ts'
import { summariseSamples } from '../summarise-samples.ts'
import { parseGpx, type GpxDocument, type GpxTrack } from './parse-gpx.ts'

/**
 * A GPX file: each track with times a recording; one without any time is a course. Distance, where no extension gives it, is measured
 * along the positions inside segments (great circle, 6 371 km); between segments the receiver was off: a pause.
 * `missing`: the XML problem where nothing was read, `nothing_readable` where there is no track and no route,
 * `too_many_sessions`.
 */
export function readGpx(bytes: Uint8Array): Outcome<FileContents> {
  const document = parseGpx(bytes)
  const { tracks, routes, problem } = document
  if (tracks.length + routes === 0) return { ok: false, missing: [problem ?? 'nothing_readable'] }
  if (tracks.length > limits.sessions) return { ok: false, missing: ['too_many_sessions'] }
  const damage: SourceFlag[] = problem ? ['truncated'] : []
  const timed = tracks.filter((track) => track.samples.timeS.some((time) => !Number.isNaN(time)))
  const recordings = timed.map((track) => readTrack(track, document, damage))
  const points = (of: readonly GpxTrack[]) => of.reduce((n, track) => n + track.samples.timeS.length, 0)
  return {
    ok: true,
    value: contentsOf(
      {
        format: 'gpx',
        kind: recordings.length > 0 ? 'activity' : 'course',
        title: recordings.length > 0 ? null : (tracks[0]?.name ?? document.name),
        flags: damage,
        recordings,
        outline: {
          creator: document.creator,
          tracks: tracks.length,
          segments: tracks.reduce((n, track) => n + track.segmentRows.length, 0),
          routes,
          points: points(tracks),
        },
      },
      {
        records: points(tracks),
        timedRecords: tracks.reduce(
          (n, track) => n + track.samples.timeS.filter((time) => !Number.isNaN(time)).length,
          0,
        ),
      },
    ),
  }
}

function readTrack(track: GpxTrack, document: GpxDocument, damage: readonly SourceFlag[]): Recording {
  const samples = toColumns(track.samples)
  fillTimes(samples.timeS, 0)
  const starts = new Set(track.segmentRows)
  const pauses = pausesBetween(samples, starts)
  if (!isDistance(samples.channels.distanceM)) measureDistance(samples, starts)
  const totals = summariseSamples(samples, pauses)
  const flags = new Set([...damage, ...track.samples.flags])
  if (isDisordered(samples.timeS)) flags.add('time_disorder')
  const startTimeS = totals.startTimeS ?? 0
  const sport = sportOfText(track.type, true)
  return recordingOf({
    startTimeS,
    endTimeS: totals.timestampS ?? startTimeS,
    utcOffsetS: track.offsetS,
    name: track.name ?? document.name,
    device: { ...noDevice, product: document.creator },
    sport,
    sessionsRecorded: false,
    sessions: [{ ...noSession, ...totals, sport }],
    pauses,
    samples,
    flags: [...flags],
  })
}

function pausesBetween({ timeS }: SampleColumns, starts: ReadonlySet<number>): [number, number][] {
  return [...starts].flatMap((row): [number, number][] => {
    const [from, to] = [timeS[row - 1], timeS[row]]
    return from !== undefined && to !== undefined && to > from ? [[from, to]] : []
  })
}

/** An extension's distance counts only when it grows from point to point; some write the step instead. */
function isDistance(column: Float64Array | undefined): boolean {
  if (!column) return false
  let last = -Infinity
  for (const value of column) {
    if (value < last) return false
    if (!Number.isNaN(value)) last = value
  }
  return last > 0
}

function measureDistance({ n, channels }: SampleColumns, starts: ReadonlySet<number>): void {
  const { latDeg, lonDeg } = channels
  if (!latDeg || !lonDeg) return
  const distance = new Float64Array(n).fill(Number.NaN)
  let covered = 0
  let last = -1
  for (let row = 0; row < n; row++) {
    if (starts.has(row)) last = -1
    if (Number.isNaN(latDeg[row]! + lonDeg[row]!)) continue
    if (last >= 0) covered += haversineM(latDeg[last]!, lonDeg[last]!, latDeg[row]!, lonDeg[row]!)
    distance[row] = covered
    last = row
  }
  channels.distanceM = distance
}
