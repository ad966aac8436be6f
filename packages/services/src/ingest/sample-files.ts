import { crc32 } from 'node:zlib'
import { noSession, type Said, type Session, type Sport } from '@rc/domain'
import { encodeFit } from '@rc/files'

// Small invented files for tests.

/** An invented run or ride: one sample a second along a meridian, heart rate that rises slowly. */
export interface SampleActivity {
  /** Unix seconds. */
  startS: number
  seconds?: number
  speedMps?: number
  hrBpm?: number
  sport?: Sport
  /** Makes its bytes another file without another content. */
  createdAtS?: number
  serial?: string
  said?: Said
}

interface Shape extends Required<Omit<SampleActivity, 'said'>> {
  said?: Said
  latDeg: (i: number) => number
  hr: (i: number) => number
  distanceM: (i: number) => number
}

function shapeOf(activity: SampleActivity): Shape {
  const full = {
    seconds: 600,
    speedMps: 3,
    hrBpm: 130,
    sport: 'run' as const,
    createdAtS: activity.startS,
    serial: '1234',
    ...activity,
  }
  return {
    ...full,
    latDeg: (i) => 37.5 + (i * full.speedMps) / 111_195,
    hr: (i) => full.hrBpm + Math.floor(i / 60),
    distanceM: (i) => Math.round(i * full.speedMps * 100) / 100,
  }
}

export function sampleFit(activity: SampleActivity): Uint8Array {
  const shape = shapeOf(activity)
  const n = shape.seconds + 1
  const column = (value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i))
  const session: Session = {
    ...noSession,
    sport: shape.sport,
    fitSport: shape.sport === 'bike' ? 2 : 1,
    fitSubSport: 0,
    startTimeS: shape.startS,
    timestampS: shape.startS + shape.seconds,
    elapsedS: shape.seconds,
    timerS: shape.seconds,
    distanceM: shape.distanceM(shape.seconds),
    avgHrBpm: shape.hr(shape.seconds / 2),
    maxHrBpm: shape.hr(shape.seconds),
    avgSpeedMps: shape.speedMps,
    numLaps: 1,
  }
  return encodeFit({
    kind: 'activity',
    createdAtS: shape.createdAtS,
    recording: {
      ...(shape.said && { said: shape.said }),
      utcOffsetS: null,
      device: { manufacturer: 'garmin', product: '4315', serial: shape.serial },
      sessions: [session],
      laps: [{ ...session, trigger: 'session_end', intensity: 'active' }],
      lengths: [],
      events: [],
      pauses: [],
      samples: {
        n,
        timeS: column((i) => shape.startS + i),
        channels: {
          latDeg: column(shape.latDeg),
          lonDeg: column(() => 127),
          distanceM: column(shape.distanceM),
          speedMps: column(() => shape.speedMps),
          hrBpm: column(shape.hr),
        },
      },
      rrMs: new Float64Array(),
    },
  })
}

const isoOf = (unixS: number) => new Date(unixS * 1000).toISOString().replace('.000', '')

export function sampleTcx(activity: SampleActivity): Uint8Array {
  const shape = shapeOf(activity)
  const points = Array.from(
    { length: shape.seconds + 1 },
    (
      _,
      i,
    ) => `<Trackpoint><Time>${isoOf(shape.startS + i)}</Time><Position><LatitudeDegrees>${shape.latDeg(i)}</LatitudeDegrees>
      <LongitudeDegrees>127</LongitudeDegrees></Position><DistanceMeters>${shape.distanceM(i)}</DistanceMeters>
      <HeartRateBpm><Value>${shape.hr(i)}</Value></HeartRateBpm></Trackpoint>`,
  )
  return text(`<?xml version="1.0" encoding="UTF-8"?>
    <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>
    <Activity Sport="${shape.sport === 'bike' ? 'Biking' : 'Running'}"><Id>${isoOf(shape.startS)}</Id>
    <Lap StartTime="${isoOf(shape.startS)}"><TotalTimeSeconds>${shape.seconds}</TotalTimeSeconds>
    <DistanceMeters>${shape.distanceM(shape.seconds)}</DistanceMeters><Intensity>Active</Intensity>
    <TriggerMethod>Manual</TriggerMethod><Track>${points.join('')}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`)
}

export function sampleGpx(activity: SampleActivity): Uint8Array {
  const shape = shapeOf(activity)
  const points = Array.from(
    { length: shape.seconds + 1 },
    (_, i) => `<trkpt lat="${shape.latDeg(i)}" lon="127"><time>${isoOf(shape.startS + i)}</time></trkpt>`,
  )
  return text(`<?xml version="1.0" encoding="UTF-8"?><gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
    <trk><name>Morning</name><trkseg>${points.join('')}</trkseg></trk></gpx>`)
}

const text = (content: string) => new TextEncoder().encode(content)

/** A ZIP of these files, stored without compression. */
export function sampleZip(files: { name: string; bytes: Uint8Array }[]): Uint8Array {
  const [parts, directory]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const { name, bytes } of files) {
    const label = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(bytes.length, 14)
    common.writeUInt32LE(bytes.length, 18)
    common.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, bytes])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, label]))
    parts.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, index, end])
}
