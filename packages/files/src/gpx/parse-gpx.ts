import type { Channel } from '@rc/domain'
import { cleanText } from '../clean-text.ts'
import { limits } from '../limits.ts'
import { parseTime } from '../parse-time.ts'
import { addSample, createSampleList, type SampleList, type SampleValues } from '../sample-list.ts'
import { streamXml, type XmlProblem } from '../xml/stream-xml.ts'

/** One `<trk>` as it stands in the file. */
export interface GpxTrack {
  name: string | null
  type: string
  samples: SampleList
  /** Row at which each `<trkseg>` starts. */
  segmentRows: number[]
  offsetS: number | null
}

export interface GpxDocument {
  creator: string | null
  name: string | null
  tracks: GpxTrack[]
  routes: number
  problem: XmlProblem | null
}

/** Elements of a `<trkpt>` and of the extensions in use (Garmin, Cluetrust, Movescount, Strava, Huami, Polar …), lower case. */
const pointChannels: Record<string, Channel> = {
  ele: 'altitudeM',
  hr: 'hrBpm',
  heartrate: 'hrBpm',
  cad: 'cadenceRpm',
  cadence: 'cadenceRpm',
  runcadence: 'cadenceRpm',
  power: 'powerW',
  watts: 'powerW',
  powerinwatts: 'powerW',
  atemp: 'temperatureC',
  temp: 'temperatureC',
  temperature: 'temperatureC',
  speed: 'speedMps',
  distance: 'distanceM',
}

interface Reading {
  document: GpxDocument
  track: GpxTrack | null
  point: { timeS: number; values: SampleValues } | null
}

/** A GPX document's tracks with their points; of routes only the number. */
export function parseGpx(bytes: Uint8Array): GpxDocument {
  const document: GpxDocument = { creator: null, name: null, tracks: [], routes: 0, problem: null }
  const reading: Reading = { document, track: null, point: null }
  document.problem = streamXml(bytes, {
    open: (name, attributes) => open(reading, name, attributes),
    close: (name, text, parent) => close(reading, name, text.trim(), parent),
  })
  return document
}

function open(reading: Reading, name: string, attributes: Record<string, string>): void {
  const { document, track } = reading
  switch (name) {
    case 'gpx':
      document.creator = cleanText(attributes['creator'] ?? '') || null
      break
    case 'rte':
      document.routes++
      break
    case 'trk':
      reading.track = { name: null, type: '', samples: createSampleList(), segmentRows: [], offsetS: null }
      if (document.tracks.length <= limits.sessions) document.tracks.push(reading.track)
      break
    case 'trkseg':
      track?.segmentRows.push(track.samples.timeS.length)
      break
    case 'trkpt':
      if (track) reading.point = { timeS: Number.NaN, values: positionOf(attributes) }
      break
    default:
  }
}

function positionOf({ lat, lon }: Record<string, string>): SampleValues {
  const [latDeg, lonDeg] = [Number(lat ?? Number.NaN), Number(lon ?? Number.NaN)]
  return Math.abs(latDeg) <= 90 && Math.abs(lonDeg) <= 180 ? { latDeg, lonDeg } : {}
}

function close(reading: Reading, name: string, text: string, parent: string): void {
  const { document, track, point } = reading
  if (name === 'trk') reading.track = null
  else if (name === 'trkpt' && track && point) {
    addSample(track.samples, point.timeS, point.values)
    reading.point = null
  } else if (track && point) closeInPoint(track, point, name.toLowerCase(), text)
  else if (track && parent === 'trk') {
    if (name === 'name') track.name = cleanText(text) || null
    else if (name === 'type') track.type = text
  } else if (name === 'name' && (parent === 'metadata' || parent === 'gpx' || parent === 'rte'))
    document.name ??= cleanText(text) || null
}

function closeInPoint(track: GpxTrack, point: NonNullable<Reading['point']>, name: string, text: string): void {
  if (text === '') return
  if (name === 'time') {
    const time = parseTime(text)
    point.timeS = time?.timeS ?? Number.NaN
    track.offsetS ??= time?.offsetS ?? null
  } else if (pointChannels[name]) point.values[pointChannels[name]] = Number(text)
}
