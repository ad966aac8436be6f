import type { FileContents } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { readFile } from '../read-file.ts'
import { fitEpochS } from './base-types.ts'
import { dataBytes, definitionBytes, fitFile, messageBytes, text, u16, u32, type RawMessage } from './fit-bytes.ts'

const [enumType, sint8, uint8, uint16, uint32, stringType, byteType] = [0x00, 0x01, 0x02, 0x84, 0x86, 0x07, 0x0d]
const t0 = 1_150_000_000
const s0 = fitEpochS + t0

const fileId = (type = 4): RawMessage => ({
  num: 0,
  fields: [
    [0, 1, enumType, type],
    [4, 4, uint32, ...u32(t0)],
  ],
})
const record = (i: number, hr = 120): RawMessage => ({
  num: 20,
  fields: [
    [253, 4, uint32, ...u32(t0 + i)],
    [3, 1, uint8, hr],
  ],
})
const activity = (...messages: RawMessage[]): number[] => messageBytes(fileId(), ...messages)

function read(bytes: Uint8Array): FileContents {
  const outcome = readFile(bytes, 'test.fit')
  if (!outcome.ok) throw new Error(outcome.missing.join())
  return outcome.value
}
const hrOf = (contents: FileContents, index = 0): number[] => [
  ...(contents.recordings[index]?.samples.channels.hrBpm ?? []),
]
const timesOf = (contents: FileContents): number[] => [...contents.recordings[0]!.samples.timeS].map((t) => t - s0)

describe('headers', () => {
  const data = activity(record(0), record(1))
  test.each([12, 14, 16, 20])('of %i bytes are read', (headerSize) => {
    expect(hrOf(read(fitFile(data, { headerSize })))).toEqual([120, 120])
  })
  test('a header checksum of 0 means "not computed"', () => {
    const contents = read(fitFile(data, { headerCrc: 'zero' }))
    expect(contents.segments[0]?.headerCrc).toBe('zero')
    expect(contents.flags).toEqual(['no_session'])
  })
})

describe('damage is flagged and what is whole is kept', () => {
  const data = activity(record(0), record(1), record(2))
  test('a wrong checksum', () => {
    const contents = read(fitFile(data, { fileCrc: 'bad' }))
    expect(hrOf(contents)).toHaveLength(3)
    expect(contents.flags).toContain('crc_bad')
    expect(contents.recordings[0]?.flags).toContain('crc_bad')
  })
  test('a file cut inside a record', () => {
    const contents = read(fitFile(data).subarray(0, 14 + data.length - 2))
    expect(hrOf(contents)).toHaveLength(2)
    expect(contents.flags).toEqual(expect.arrayContaining(['truncated', 'crc_missing', 'no_session']))
  })
  test.each([0, 0xfffffff0])('a header that claims %i bytes', (dataSize) => {
    const contents = read(fitFile(data, { dataSize, fileCrc: 'none' }))
    expect(hrOf(contents)).toHaveLength(3)
    expect(contents.flags).toContain('truncated')
  })
  test('bytes after the end', () => {
    expect(read(Uint8Array.from([...fitFile(data), 1, 2, 3])).flags).toContain('trailing_bytes')
  })
  test('a data message without a definition', () => {
    const contents = read(fitFile([...data, 0x05, 1, 2, 3]))
    expect(hrOf(contents)).toHaveLength(3)
    expect(contents.flags).toContain('segment_bad')
  })
  test('a header alone says nothing', () => {
    expect(readFile(fitFile([]), 'x.fit')).toEqual({ ok: false, missing: ['nothing_readable'] })
  })
})

describe('values', () => {
  test('invalid ones are missing, never 255 and never 0', () => {
    const contents = read(fitFile(activity(record(0, 255), record(1, 0), record(2, 61))))
    expect(hrOf(contents)).toEqual([Number.NaN, 0, 61])
    expect(contents.recordings[0]?.sessions[0]?.avgHrBpm).toBe(61)
  })
  test('big-endian messages, and base types without their endian bit', () => {
    const bigEndian: RawMessage = {
      num: 20,
      local: 1,
      bigEndian: true,
      fields: [
        [253, 4, uint32, ...u32(t0 + 5).toReversed()],
        [7, 2, 0x04, ...u16(321).toReversed()],
      ],
    }
    const contents = read(fitFile(activity(record(0), bigEndian)))
    expect(timesOf(contents)).toEqual([0, 5])
    expect([...contents.recordings[0]!.samples.channels.powerW!]).toEqual([Number.NaN, 321])
  })
  test('the enhanced field wins over the plain one; a fraction is added to the cadence', () => {
    const message: RawMessage = {
      num: 20,
      fields: [
        [253, 4, uint32, ...u32(t0)],
        [73, 4, uint32, ...u32(4321)],
        [6, 2, uint16, ...u16(9999)],
        [53, 1, uint8, 64],
        [4, 1, uint8, 88],
      ],
    }
    const { channels } = read(fitFile(activity(message))).recordings[0]!.samples
    expect(channels.speedMps?.[0]).toBe(4.321)
    expect(channels.cadenceRpm?.[0]).toBe(88.5)
  })
  test('a field of another wire type than the profile says is kept', () => {
    const message: RawMessage = {
      num: 20,
      fields: [
        [253, 4, uint32, ...u32(t0)],
        [13, 1, uint8, 21],
      ],
    }
    expect(read(fitFile(activity(message))).recordings[0]?.samples.channels.temperatureC?.[0]).toBe(21)
  })
  test('what the wire type allows but the body does not is dropped and flagged', () => {
    const wide: RawMessage = {
      num: 20,
      fields: [
        [253, 4, uint32, ...u32(t0)],
        [3, 2, uint16, ...u16(999)],
      ],
    }
    const contents = read(fitFile(activity(record(0), { ...wide, local: 1 })))
    expect(hrOf(contents)).toEqual([120, Number.NaN])
    expect(contents.flags).toContain('values_dropped')
  })
  test('of a field named twice the last valid value counts', () => {
    const lap: RawMessage = {
      num: 19,
      fields: [
        [9, 4, uint32, ...u32(12_345)],
        [9, 4, uint32, 255, 255, 255, 255],
      ],
    }
    expect(read(fitFile(activity(record(0), lap))).recordings[0]?.laps[0]?.distanceM).toBe(123.45)
  })
  test('names cut inside a character show no replacement sign', () => {
    const workout: RawMessage = { num: 26, fields: [[8, 8, stringType, ...text('한강 달리기', 8)]] }
    const contents = read(fitFile(messageBytes(fileId(5), workout)))
    expect(contents).toMatchObject({ kind: 'workout', title: '한강' })
  })
})

describe('time', () => {
  test('compressed headers count from the last full timestamp and roll over at 32', () => {
    const compressed: RawMessage = { num: 20, local: 1, fields: [[3, 1, uint8, 0]] }
    const base = t0 & 31
    const tick = (seconds: number, hr: number) => [0x80 | (1 << 5) | ((base + seconds) & 31), hr]
    const contents = read(
      fitFile([
        ...activity(record(0)),
        ...definitionBytes(compressed),
        ...tick(1, 100),
        ...tick(20, 101),
        ...tick(45, 102),
      ]),
    )
    expect(timesOf(contents)).toEqual([0, 1, 20, 45])
    expect(hrOf(contents)).toEqual([120, 100, 101, 102])
  })
  test('a clock that was never set is told apart from a date', () => {
    const early: RawMessage = {
      num: 20,
      fields: [
        [253, 4, uint32, ...u32(500)],
        [3, 1, uint8, 99],
      ],
    }
    const contents = read(fitFile(messageBytes({ num: 0, fields: [[0, 1, enumType, 4]] }, early)))
    expect(contents.recordings[0]).toMatchObject({ clock: 'unknown', startTimeS: fitEpochS + 500 })
    expect(contents.flags).toContain('clock_not_set')
  })
  test('order is kept and disorder flagged', () => {
    const contents = read(fitFile(activity(record(3), record(1), record(1))))
    expect(timesOf(contents)).toEqual([3, 1, 1])
    expect(contents.flags).toContain('time_disorder')
  })
  test('records without a time stand at the end of their pool length', () => {
    const untimed = (m: number): RawMessage => ({ num: 20, fields: [[5, 4, uint32, ...u32(m * 100)]] })
    const length = (from: number): RawMessage => ({
      num: 101,
      fields: [
        [2, 4, uint32, ...u32(t0 + from)],
        [3, 4, uint32, ...u32(20_000)],
        [12, 1, enumType, 1],
      ],
    })
    const contents = read(fitFile(activity(untimed(25), length(0), untimed(50), length(21))))
    expect(timesOf(contents)).toEqual([20, 41])
    expect(contents.counts).toMatchObject({ records: 2, timedRecords: 0 })
  })
  test('local time gives the zone', () => {
    const end: RawMessage = {
      num: 34,
      fields: [
        [253, 4, uint32, ...u32(t0 + 60)],
        [5, 4, uint32, ...u32(t0 + 60 + 9 * 3600 + 1)],
      ],
    }
    expect(read(fitFile(activity(record(0), end))).recordings[0]?.utcOffsetS).toBe(9 * 3600)
  })
})

test('12-bit speed and distance are expanded, the distance accumulated over its roll-over', () => {
  const compressed = (speed: number, distance: number): RawMessage => ({
    num: 20,
    fields: [
      [253, 4, uint32, ...u32(t0)],
      [8, 3, byteType, speed & 0xff, ((speed >> 8) & 15) | ((distance & 15) << 4), (distance >> 4) & 0xff],
    ],
  })
  const { channels } = read(fitFile(activity(compressed(333, 4000), compressed(400, 4064), compressed(350, 32))))
    .recordings[0]!.samples
  expect([...channels.speedMps!]).toEqual([3.33, 4, 3.5])
  expect([...channels.distanceM!]).toEqual([250, 254, 258])
})

describe('developer fields', () => {
  const describe206 = (field: number, name: string, native?: number): RawMessage => ({
    num: 206,
    local: 2,
    fields: [
      [0, 1, uint8, 0],
      [1, 1, uint8, field],
      [2, 1, uint8, uint16],
      [3, 12, stringType, ...text(name, 12)],
      [15, 1, uint8, native ?? 255],
    ],
  })
  const withDeveloper = (i: number, field: number, value: number): RawMessage => ({
    ...record(i),
    local: 1,
    developer: [[field, 0, ...u16(value)]],
  })

  test('count by the native field they declare, beside the native ones', () => {
    const contents = read(fitFile(activity(describe206(3, 'Power', 7), withDeveloper(0, 3, 250))))
    expect(contents.recordings[0]?.samples.channels.powerW).toBeUndefined()
    expect([...contents.recordings[0]!.developer!.powerW!]).toEqual([250])
  })
  test('never by their name, even a hostile one', () => {
    const contents = read(
      fitFile(
        activity(
          describe206(3, 'heart_rate'),
          describe206(4, '__proto__'),
          withDeveloper(0, 3, 77),
          withDeveloper(1, 4, 78),
        ),
      ),
    )
    expect(hrOf(contents)).toEqual([120, 120])
    expect(contents.recordings[0]?.developer).toBeUndefined()
    expect(({} as Record<string, unknown>)['units']).toBeUndefined()
  })
  test('count from the moment their description arrives', () => {
    const message = withDeveloper(1, 3, 260)
    const contents = read(
      fitFile([
        ...activity(withDeveloper(0, 3, 250)),
        ...messageBytes(describe206(3, 'Power', 7)),
        ...dataBytes(message),
      ]),
    )
    expect([...contents.recordings[0]!.developer!.powerW!]).toEqual([Number.NaN, 260])
  })
})

describe('chains', () => {
  const session: RawMessage = {
    num: 18,
    fields: [
      [2, 4, uint32, ...u32(t0)],
      [5, 1, enumType, 1],
    ],
  }
  test('each activity is a recording, and a bad one does not hide the next', () => {
    const good = fitFile(activity(record(0), session))
    const bad = fitFile(activity(record(9), session), { fileCrc: 'bad' })
    const contents = read(Uint8Array.from([...good, ...bad, ...good]))
    expect(contents.recordings.map((r) => r.flags)).toEqual([[], ['crc_bad'], []])
    expect(contents.recordings.map((r) => r.segment)).toEqual([0, 1, 2])
    expect(contents.counts).toMatchObject({ sessions: 3, records: 3 })
  })
  test('a segment of heartbeats alone belongs to the activity before it', () => {
    const records = Array.from({ length: 5 }, (_, i) => record(i, 255))
    const anchor: RawMessage = {
      num: 132,
      fields: [
        [253, 4, uint32, ...u32(t0)],
        [6, 1, uint8, 100],
        [9, 4, uint32, ...u32(4000)],
      ],
    }
    // 1024 ticks a second: beats at +1 s and +2 s, the second over the roll-over of 12 bits.
    const [a, b] = [(4000 + 1024) & 0xfff, (4000 + 2048) & 0xfff]
    const beats: RawMessage = {
      num: 132,
      local: 1,
      fields: [
        [6, 2, uint8, 110, 120],
        [10, 3, byteType, a & 0xff, (a >> 8) | ((b & 15) << 4), b >> 4],
      ],
    }
    const contents = read(Uint8Array.from([...fitFile(activity(...records)), ...fitFile(messageBytes(anchor, beats))]))
    expect(contents.recordings).toHaveLength(1)
    expect(contents.counts.hrMessages).toBe(2)
    expect(hrOf(contents).slice(0, 2)).toEqual([100, 103])
  })
})

test('monitoring resolves 16-bit times', () => {
  const full: RawMessage = {
    num: 55,
    fields: [
      [253, 4, uint32, ...u32(0x3fff0000 + 65_500)],
      [27, 1, uint8, 60],
    ],
  }
  const short = (low: number): RawMessage => ({
    num: 55,
    local: 1,
    fields: [
      [26, 2, uint16, ...u16(low)],
      [27, 1, uint8, 61],
    ],
  })
  const contents = read(fitFile(messageBytes(fileId(32), full, short(65_530), short(10))))
  expect([...contents.wellness!.hrBpm.timeS].map((t) => t - fitEpochS - 0x3fff0000)).toEqual([65_500, 65_530, 65_546])
})

describe('caps', () => {
  test('more than 200 sessions are refused', () => {
    const session: RawMessage = { num: 18, fields: [[5, 1, enumType, 1]] }
    const data = [...activity(session), ...Array.from({ length: 250 }, () => dataBytes(session)).flat()]
    expect(readFile(fitFile(data), 'x.fit')).toEqual({ ok: false, missing: ['too_many_sessions'] })
  })
  test('messages of no size stop at the cap', () => {
    const empty: RawMessage = { num: 20, fields: [] }
    const data = new Uint8Array(limits.fitMessages + 100)
    const head = activity(record(0), { ...empty, local: 3 })
    const bytes = fitFile([...head])
    const hostile = new Uint8Array(bytes.length - 2 + data.length).fill(3)
    hostile.set(bytes.subarray(0, bytes.length - 2))
    new DataView(hostile.buffer).setUint32(4, hostile.length, true)
    const contents = read(hostile)
    expect(contents.counts.records).toBeLessThanOrEqual(limits.records)
    expect(contents.flags).toContain('limit_reached')
  })
})

test('a signed temperature and pauses between stop and start', () => {
  const event = (i: number, type: number): RawMessage => ({
    num: 21,
    fields: [
      [253, 4, uint32, ...u32(t0 + i)],
      [0, 1, enumType, 0],
      [1, 1, enumType, type],
    ],
  })
  const cold: RawMessage = {
    num: 20,
    fields: [
      [253, 4, uint32, ...u32(t0)],
      [13, 1, sint8, 0xf6],
    ],
  }
  const contents = read(fitFile(activity(event(0, 0), cold, event(10, 4), event(40, 0), record(50), event(60, 4))))
  expect(contents.recordings[0]?.samples.channels.temperatureC?.[0]).toBe(-10)
  expect(contents.recordings[0]?.pauses).toEqual([[s0 + 10, s0 + 40]])
  expect(contents.recordings[0]?.sessions[0]).toMatchObject({ elapsedS: 50, timerS: 20 })
})
