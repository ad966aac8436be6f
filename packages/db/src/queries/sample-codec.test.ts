import { expect, test } from 'vitest'
import { channelNames, channels, type SampleColumns } from '@rc/domain'
import { decodeSamples, encodeSamples, stampActivity, toStoredPrecision } from './sample-codec.ts'

/** What the server would send back of a payload: the same rows without user, activity and seq. */
function echo({ payload, rowStarts }: ReturnType<typeof encodeSamples>): Uint8Array {
  const parts: Uint8Array[] = [payload.subarray(0, 19)]
  for (const [i, start] of rowStarts.entries()) {
    const end = rowStarts[i + 1] ?? payload.length - 2
    const fieldCount = new Uint8Array(2)
    new DataView(fieldCount.buffer).setInt16(0, new DataView(payload.buffer).getInt16(start) - 3)
    parts.push(fieldCount, payload.subarray(start + 2 + 24, end))
  }
  return Buffer.concat([...parts, payload.subarray(-2)])
}

const samples = (): SampleColumns => ({
  n: 3,
  timeS: Float64Array.of(1_700_000_000, 1_700_000_000.25, 631_065_600.5),
  channels: {
    latDeg: Float64Array.of(37.123456789, NaN, -0.5),
    altitudeM: Float64Array.of(12.3, -4.56, NaN),
    hrBpm: Float64Array.of(NaN, 149.6, 60),
    powerW: Float64Array.of(NaN, NaN, 100_000),
  },
})

test('what is encoded is decoded, missing stays missing', () => {
  const stored = toStoredPrecision(samples())
  const wanted = channelNames.filter((name) => stored.channels[name])
  expect(decodeSamples(echo(encodeSamples(7, stored)), wanted, 3)).toEqual(stored)
})

test('every type at its limits', () => {
  for (const { name, type } of channels) {
    const limit = type === 'int2' ? 32_767 : type === 'int4' ? 2_147_483_647 : 1e9
    const columns = { n: 2, timeS: Float64Array.of(0, 4e9), channels: { [name]: Float64Array.of(-limit, limit) } }
    const stored = toStoredPrecision(columns)
    expect(decodeSamples(echo(encodeSamples(1, stored)), [name], 2), name).toEqual(stored)
  }
})

test('stored precision is what the columns hold', () => {
  const { timeS, channels: kept } = toStoredPrecision({
    n: 2,
    timeS: Float64Array.of(1_700_000_000.1234567, 0),
    channels: {
      altitudeM: Float64Array.of(0.1, NaN),
      hrBpm: Float64Array.of(99.5, 40_000),
      speedMps: Float64Array.of(NaN, NaN),
      distanceM: Float64Array.of(0.1, Infinity),
    },
  })
  expect(timeS[0]).toBe(1_700_000_000.123457)
  expect(kept.altitudeM?.[0]).toBe(Math.fround(0.1))
  expect([...kept.hrBpm!]).toEqual([100, NaN])
  expect([...kept.distanceM!]).toEqual([0.1, NaN])
  expect(kept.speedMps).toBeUndefined()
  const once = toStoredPrecision(samples())
  expect(toStoredPrecision(once)).toEqual(once)
})

test('the activity is stamped into every row', () => {
  const encoded = encodeSamples(7, toStoredPrecision(samples()))
  stampActivity(encoded, 424_242)
  const view = new DataView(encoded.payload.buffer)
  for (const start of encoded.rowStarts) {
    expect([view.getInt32(start + 6), view.getInt32(start + 14)]).toEqual([7, 424_242])
  }
})
