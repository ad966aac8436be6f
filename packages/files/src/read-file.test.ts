import { gzipSync } from 'node:zlib'
import type { FileContents } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { zipFile } from './archive/zip-bytes.ts'
import { fitFile, messageBytes } from './fit/fit-bytes.ts'
import { limits } from './limits.ts'
import { readFile } from './read-file.ts'
import { sniffFormat } from './sniff-format.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const fit = fitFile(messageBytes({ num: 0, fields: [[0, 1, 0, 4]] }, { num: 20, fields: [[3, 1, 2, 99]] }))

function read(bytes: Uint8Array): FileContents {
  const outcome = readFile(bytes, 'test')
  if (!outcome.ok) throw new Error(outcome.missing.join())
  return outcome.value
}

const gpx = (inner: string): Uint8Array =>
  bytesOf(`<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1" creator="test">${inner}</gpx>`)
const point = (lat: number, second: number, extra = ''): string =>
  `<trkpt lat="${lat}" lon="127"><ele>30</ele><time>2026-05-01T06:00:${String(second).padStart(2, '0')}+09:00</time>${extra}</trkpt>`

test.each<[string, Uint8Array]>([
  ['fit', fit],
  ['gzip', gzipSync(fit)],
  ['zip', zipFile([])],
  ['gpx', gpx('')],
  ['tcx', bytesOf('\uFEFF <?xml version="1.0"?>\n<!-- x --><ns:TrainingCenterDatabase xmlns="x">')],
  ['csv', bytesOf('a,b\n1,2')],
  ['unknown', bytesOf('<!DOCTYPE html><html></html>')],
  ['unknown', Uint8Array.of(0, 1, 2, 3)],
])('sniffs %s by its bytes', (format, bytes) => {
  expect(sniffFormat(bytes)).toBe(format)
})

test.each<[string[], string, Uint8Array]>([
  [['empty'], 'a.fit', new Uint8Array()],
  [['too_large'], 'a.fit', new Uint8Array(limits.fileBytes + 1)],
  [['not_fit', 'html_page'], 'a.fit', bytesOf('<!DOCTYPE html><html>Sign in</html>')],
  [['not_fit', 'json'], 'a.fit.gz', bytesOf('{"error":401}')],
  [['not_fit', 'apple_double'], '._a.fit', Uint8Array.of(0, 5, 0x16, 7, 0, 2, 0, 0)],
  [['unknown_format'], 'a', Uint8Array.of(0, 1, 2)],
  [['unknown_xml'], 'a.xml', bytesOf('<HealthData/>')],
  [['archive'], 'a.zip', zipFile([])],
  [['gzip_damaged'], 'a.gz', gzipSync(fit).subarray(0, 30)],
  [['gzip_nested'], 'a.gz', gzipSync(gzipSync(fit))],
  [['too_large'], 'a.gz', gzipSync(new Uint8Array(limits.fileBytes + 1))],
  [['unknown_csv'], 'a.csv', bytesOf('date,km\n2026-01-01,5')],
  [['unknown_csv'], 'a.csv', bytesOf(`${'a,'.repeat(1_000_000)}\n`)],
  [['unknown_csv'], 'a.csv', bytesOf('=HYPERLINK("http://x"),1')],
  [['xml_malformed'], 'a.gpx', bytesOf('<gpx ><trk')],
  [['nothing_readable'], 'a.gpx', gpx('')],
  [['nothing_readable'], 'a.tcx', bytesOf('<TrainingCenterDatabase ></TrainingCenterDatabase>')],
])('refuses with %j', (missing, name, bytes) => {
  expect(readFile(bytes, name)).toEqual({ ok: false, missing })
})

test('gzip is looked through', () => {
  expect(read(gzipSync(fit))).toMatchObject({ format: 'fit', counts: { records: 1 } })
})

describe('GPX', () => {
  const extension = (inner: string) =>
    `<extensions><x:TrackPointExtension>${inner}</x:TrackPointExtension></extensions>`

  test('segments are separated by pauses, distance runs inside them', () => {
    const contents = read(
      gpx(
        `<trk><name>아침 달리기</name><type>running</type><trkseg>${point(37, 0)}${point(37.001, 10)}</trkseg>` +
          `<trkseg>${point(37.5, 40)}${point(37.501, 50)}</trkseg></trk>`,
      ),
    )
    const [recording] = contents.recordings
    expect(recording).toMatchObject({
      name: '아침 달리기',
      sport: 'run',
      utcOffsetS: 9 * 3600,
      sessionsRecorded: false,
    })
    expect(recording?.pauses.map(([from, to]) => to - from)).toEqual([30])
    expect(recording?.sessions[0]?.distanceM).toBeCloseTo(222.39, 1)
    expect(recording?.sessions[0]).toMatchObject({ elapsedS: 50, timerS: 20 })
    expect(contents.outline).toMatchObject({ tracks: 1, segments: 2, routes: 0, points: 4 })
  })

  test('extensions are read whatever their prefix', () => {
    const inner = '<x:hr>151</x:hr><x:cad>88</x:cad><x:power>260</x:power><x:atemp>21.5</x:atemp><x:speed>3.1</x:speed>'
    const { channels } = read(gpx(`<trk><trkseg>${point(37, 0, extension(inner))}</trkseg></trk>`)).recordings[0]!
      .samples
    expect(Object.fromEntries(Object.entries(channels).map(([name, column]) => [name, column[0]]))).toEqual({
      latDeg: 37,
      lonDeg: 127,
      altitudeM: 30,
      hrBpm: 151,
      cadenceRpm: 88,
      powerW: 260,
      temperatureC: 21.5,
      speedMps: 3.1,
      distanceM: 0,
    })
  })

  test('without times it is a course', () => {
    const contents = read(gpx('<trk><name>Route</name><trkseg><trkpt lat="1" lon="2"/></trkseg></trk><rte/>'))
    expect(contents).toMatchObject({
      kind: 'course',
      title: 'Route',
      recordings: [],
      outline: { points: 1, routes: 1 },
    })
  })

  test('cut short, what was read is kept and flagged', () => {
    const whole = gpx(`<trk><trkseg>${point(37, 0)}${point(37.001, 10)}</trkseg></trk>`)
    const contents = read(whole.subarray(0, whole.length - 12))
    expect(contents.flags).toContain('truncated')
    expect(contents.counts.records).toBe(2)
  })
})

describe('TCX', () => {
  const trackpoint = (second: number, extra = '') =>
    `<Trackpoint><Time>2026-05-01T06:00:${String(second).padStart(2, '0')}Z</Time>${extra}</Trackpoint>`
  const activity = (sport: string, from: number, track: string) =>
    `<Activity Sport="${sport}"><Id>2026-05-01T06:00:${from}Z</Id><Lap StartTime="2026-05-01T06:00:${from}Z">` +
    `<TotalTimeSeconds>20.5</TotalTimeSeconds><DistanceMeters>100</DistanceMeters><Calories>7</Calories>` +
    `<AverageHeartRateBpm><Value>140</Value></AverageHeartRateBpm><TriggerMethod>Manual</TriggerMethod>${track}</Lap></Activity>`
  const tcx = (inner: string) =>
    bytesOf(`<TrainingCenterDatabase ><Activities>${inner}</Activities></TrainingCenterDatabase>`)
  const beat = (bpm: number) => `<HeartRateBpm><Value>${bpm}</Value></HeartRateBpm>`
  const watts = '<Extensions><ns3:TPX><ns3:Watts>250</ns3:Watts><ns3:Speed>3.5</ns3:Speed></ns3:TPX></Extensions>'

  test('laps give the totals, tracks of one lap the pauses', () => {
    const track = `<Track>${trackpoint(10, beat(130) + watts)}${trackpoint(12)}</Track><Track>${trackpoint(30, beat(150))}</Track>`
    const [recording] = read(tcx(activity('Running', 10, track))).recordings
    expect(recording).toMatchObject({
      sport: 'run',
      sessionsRecorded: true,
      sessions: [{ timerS: 20.5, distanceM: 100, caloriesKcal: 7, elapsedS: 20, avgHrBpm: 140 }],
      laps: [{ timerS: 20.5, avgHrBpm: 140, trigger: 'manual' }],
    })
    expect(recording?.pauses.map(([from, to]) => to - from)).toEqual([18])
    expect([...recording!.samples.channels.hrBpm!]).toEqual([130, Number.NaN, 150])
    expect(recording?.samples.channels.powerW?.[0]).toBe(250)
  })

  test('the sports of a multisport session are one recording', () => {
    const track = (second: number) => `<Track>${trackpoint(second)}</Track>`
    const both = `<FirstSport>${activity('Biking', 10, track(10))}</FirstSport><NextSport>${activity('Running', 40, track(40))}</NextSport>`
    const { recordings } = read(
      tcx(`<MultiSportSession>${both}</MultiSportSession>${activity('Other', 50, track(50))}`),
    )
    expect(recordings.map((r) => r.sessions.map((s) => s.sport))).toEqual([['bike', 'run'], ['other']])
    expect(recordings[0]).toMatchObject({ sport: 'multisport', samples: { n: 2 } })
  })
})

describe('swim CSV', () => {
  const text = [
    'timestamp,distance,enhanced_speed,cadence,session_start_time,session_total_distance,session_total_elapsed_time,session_sport,session_sub_sport,session_pool_length,file_product',
    '2026-05-01 06:00:20,25.0,1.25,30,2026-05-01 06:00:00,50.0,40.5,swimming,lap_swimming,25.0,가',
    '2026-05-01 06:00:40,50.0,,31,2026-05-01 06:00:00,50.0,40.5,swimming,lap_swimming,25.0,가',
  ].join('\n')
  const eucKr = Uint8Array.from(Array.from(text).flatMap((c) => (c === '가' ? [0xb0, 0xa1] : [c.charCodeAt(0)])))

  test.each<[string, Uint8Array]>([
    ['UTF-8', bytesOf(text)],
    ['UTF-8 with a mark and CRLF', bytesOf(`\uFEFF${text.replaceAll('\n', '\r\n')}\r\n,,,\r\n`)],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')])],
    ['UTF-16 without a mark', Uint8Array.from(Buffer.from(text, 'utf16le'))],
    ['EUC-KR', eucKr],
  ])('in %s', (_, bytes) => {
    const contents = read(bytes)
    expect(contents).toMatchObject({
      format: 'csv',
      counts: { records: 2, timedRecords: 2, sessions: 1 },
      device: { product: '가' },
      recordings: [
        {
          sport: 'pool_swim',
          startTimeS: 1_777_615_200,
          sessions: [{ distanceM: 50, poolLengthM: 25, fitSport: 5, fitSubSport: 17 }],
        },
      ],
    })
    expect([...contents.recordings[0]!.samples.channels.speedMps!]).toEqual([1.25, Number.NaN])
  })
})
