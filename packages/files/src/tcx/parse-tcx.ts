import { noTotals, type Channel, type Lap } from '@rc/domain'
import { cleanText } from '../clean-text.ts'
import { limits } from '../limits.ts'
import { parseTime } from '../parse-time.ts'
import { addSample, createSampleList, type SampleList, type SampleValues } from '../sample-list.ts'
import { streamXml, type XmlProblem } from '../xml/stream-xml.ts'

/** One `<Activity>` as it stands in the file. */
export interface TcxActivity {
  sport: string
  /** Which `<MultiSportSession>` it belongs to, or null. */
  group: number | null
  idTimeS: number | null
  offsetS: number | null
  notes: string | null
  creator: { name: string | null; unitId: string | null }
  laps: Lap[]
  samples: SampleList
  /** Rows at which a further `<Track>` of the same lap starts: the timer was stopped before. */
  breaks: number[]
}

export interface TcxDocument {
  activities: TcxActivity[]
  courses: string[]
  problem: XmlProblem | null
}

/** Elements of a `<Trackpoint>` (in their extensions too, whatever these are called). */
const pointChannels: Record<string, Channel> = {
  LatitudeDegrees: 'latDeg',
  LongitudeDegrees: 'lonDeg',
  AltitudeMeters: 'altitudeM',
  DistanceMeters: 'distanceM',
  Value: 'hrBpm',
  Cadence: 'cadenceRpm',
  RunCadence: 'cadenceRpm',
  Speed: 'speedMps',
  Watts: 'powerW',
}

const lapTotals: Record<string, keyof Lap & `${string}${'S' | 'M' | 'Mps' | 'W' | 'Kcal' | 'Rpm'}`> = {
  TotalTimeSeconds: 'timerS',
  DistanceMeters: 'distanceM',
  MaximumSpeed: 'maxSpeedMps',
  AvgSpeed: 'avgSpeedMps',
  Calories: 'caloriesKcal',
  Cadence: 'avgCadenceRpm',
  AvgRunCadence: 'avgCadenceRpm',
  AvgWatts: 'avgPowerW',
  MaxWatts: 'maxPowerW',
}

const triggers: Record<string, string> = {
  Manual: 'manual',
  Distance: 'distance',
  Location: 'position_lap',
  Time: 'time',
  HeartRate: 'heart_rate',
}
const intensities: Record<string, string> = { Active: 'active', Resting: 'rest' }

interface Reading {
  document: TcxDocument
  groups: number
  inGroup: boolean
  inCourse: boolean
  activity: TcxActivity | null
  lap: Lap | null
  tracksInLap: number
  point: { timeS: number; values: SampleValues } | null
}

/** A TCX document's activities with their laps and track points, and the names of its courses. */
export function parseTcx(bytes: Uint8Array): TcxDocument {
  const document: TcxDocument = { activities: [], courses: [], problem: null }
  const reading: Reading = {
    document,
    groups: 0,
    inGroup: false,
    inCourse: false,
    activity: null,
    lap: null,
    tracksInLap: 0,
    point: null,
  }
  document.problem = streamXml(bytes, {
    open: (name, attributes) => open(reading, name, attributes),
    close: (name, text, parent) => close(reading, name, text.trim(), parent),
  })
  return document
}

function open(reading: Reading, name: string, attributes: Record<string, string>): void {
  const { activity } = reading
  switch (name) {
    case 'MultiSportSession':
      reading.groups++
      reading.inGroup = true
      break
    case 'Course':
      reading.inCourse = true
      if (reading.document.courses.length < limits.sessions) reading.document.courses.push('')
      break
    case 'Activity':
      reading.activity = createActivity(attributes['Sport'] ?? '', reading.inGroup ? reading.groups : null)
      if (reading.document.activities.length <= limits.sessions) reading.document.activities.push(reading.activity)
      break
    case 'Lap':
      if (!activity || activity.laps.length >= limits.laps) break
      reading.lap = createLap(parseTime(attributes['StartTime'])?.timeS ?? null)
      reading.tracksInLap = 0
      activity.laps.push(reading.lap)
      break
    case 'Track':
      if (activity && reading.tracksInLap++ > 0) activity.breaks.push(activity.samples.timeS.length)
      break
    case 'Trackpoint':
      if (activity) reading.point = { timeS: Number.NaN, values: {} }
      break
    default:
  }
}

function close(reading: Reading, name: string, text: string, parent: string): void {
  const { activity, lap, point } = reading
  if (name === 'MultiSportSession') reading.inGroup = false
  else if (name === 'Course') reading.inCourse = false
  else if (reading.inCourse && parent === 'Course' && name === 'Name')
    reading.document.courses.splice(-1, 1, cleanText(text))
  if (!activity) return
  if (name === 'Activity') reading.activity = null
  else if (name === 'Trackpoint' && point) {
    addSample(activity.samples, point.timeS, point.values)
    reading.point = null
  } else if (point) closeInPoint(activity, point, name, text)
  else if (name === 'Lap') reading.lap = null
  else if (lap) closeInLap(lap, name, text, parent)
  else closeInActivity(activity, name, text, parent)
}

function closeInPoint(activity: TcxActivity, point: NonNullable<Reading['point']>, name: string, text: string): void {
  const channel = pointChannels[name]
  if (channel && text !== '') point.values[channel] = Number(text)
  else if (name === 'Time') {
    const time = parseTime(text)
    point.timeS = time?.timeS ?? Number.NaN
    activity.offsetS ??= time?.offsetS ?? null
  }
}

function closeInLap(lap: Lap, name: string, text: string, parent: string): void {
  const total = lapTotals[name]
  if (total) lap[total] = finite(text)
  else if (name === 'Value' && parent === 'AverageHeartRateBpm') lap.avgHrBpm = finite(text)
  else if (name === 'Value' && parent === 'MaximumHeartRateBpm') lap.maxHrBpm = finite(text)
  else if (name === 'TriggerMethod') lap.trigger = triggers[text] ?? null
  else if (name === 'Intensity') lap.intensity = intensities[text] ?? null
}

function closeInActivity(activity: TcxActivity, name: string, text: string, parent: string): void {
  if (name === 'Id' && parent === 'Activity') activity.idTimeS = parseTime(text)?.timeS ?? null
  else if (name === 'Notes') activity.notes = cleanText(text.split('\n', 1)[0] ?? '') || null
  else if (name === 'Name' && parent === 'Creator') activity.creator.name = cleanText(text) || null
  else if (name === 'UnitId') activity.creator.unitId = cleanText(text) || null
}

const largestTotal = 1e9

const finite = (text: string): number | null =>
  text !== '' && Math.abs(Number(text)) <= largestTotal ? Number(text) : null

const createActivity = (sport: string, group: number | null): TcxActivity => ({
  sport,
  group,
  idTimeS: null,
  offsetS: null,
  notes: null,
  creator: { name: null, unitId: null },
  laps: [],
  samples: createSampleList(),
  breaks: [],
})

const createLap = (startTimeS: number | null): Lap => ({
  ...noTotals,
  startTimeS,
  trigger: null,
  intensity: null,
})
