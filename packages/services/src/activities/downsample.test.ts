import { expect, test } from 'vitest'
import { downsampleSeries, downsampleTrack } from './downsample.ts'

const seconds = (n: number, startS = 0) => Float64Array.from({ length: n }, (_, i) => startS + i)

test('keeps a short series as it is', () => {
  const time = seconds(5, 100)
  expect(downsampleSeries(time, Float64Array.of(1, 2, 3, 2, 1), 100, 10, 0)).toEqual({
    timeS: [0, 1, 2, 3, 4],
    value: [1, 2, 3, 2, 1],
  })
})

test('thins a long one to the wanted size, both ends and both extremes kept', () => {
  const n = 20_000
  const value = Float64Array.from({ length: n }, (_, i) => 140 + 20 * Math.sin(i / 300))
  value[7_777] = 199
  value[13_131] = 41
  const { timeS, value: thinned } = downsampleSeries(seconds(n), value, 0, 1_000, 0)
  expect(timeS.length).toBeGreaterThanOrEqual(1_000)
  expect(timeS.length).toBeLessThanOrEqual(1_002)
  expect(timeS[0]).toBe(0)
  expect(timeS.at(-1)).toBe(n - 1)
  expect(thinned[timeS.indexOf(7_777)]).toBe(199)
  expect(thinned[timeS.indexOf(13_131)]).toBe(41)
  expect(timeS).toEqual([...timeS].sort((a, b) => a - b))
})

test('a gap in time and a run without values break the line, a short dropout does not', () => {
  const time = Float64Array.of(0, 1, 2, 100, 101, 102)
  expect(downsampleSeries(time, Float64Array.of(1, 1, 1, 2, 2, 2), 0, 100, 0)).toEqual({
    timeS: [0, 1, 2, 51, 100, 101, 102],
    value: [1, 1, 1, null, 2, 2, 2],
  })
  const dropped = Float64Array.from({ length: 100 }, (_, i) => (i > 10 && i < 60 ? NaN : 5))
  expect(downsampleSeries(seconds(100), dropped, 0, 200, 0).value.filter((v) => v === null)).toHaveLength(1)
  const flicker = Float64Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 5 : NaN))
  expect(downsampleSeries(seconds(100), flicker, 0, 200, 0).value).not.toContain(null)
})

test('a device that records once a minute still draws a line', () => {
  const time = Float64Array.from({ length: 50 }, (_, i) => i * 60)
  expect(downsampleSeries(time, time, 0, 200, 0).value).not.toContain(null)
})

test('leaves out what was not recorded and times that step back', () => {
  expect(downsampleSeries(new Float64Array(3), new Float64Array(3).fill(NaN), 0, 10, 0)).toEqual({
    timeS: [],
    value: [],
  })
  expect(downsampleSeries(Float64Array.of(0, 5, 3, 6), Float64Array.of(1, 2, 9, 3), 0, 10, 0).timeS).toEqual([0, 5, 6])
})

test('rounds to what a screen can show', () => {
  expect(downsampleSeries(Float64Array.of(0.0004, 1.2345678), Float64Array.of(1.23456, 2), 0, 10, 2)).toEqual({
    timeS: [0, 1.235],
    value: [1.23, 2],
  })
})

test('a track keeps its corners, and is nothing without positions', () => {
  const n = 400
  const lat = Float64Array.from({ length: n }, (_, i) => 37.5 + (i < 200 ? i : 200) * 1e-5)
  const lon = Float64Array.from({ length: n }, (_, i) => 127 + (i < 200 ? 0 : i - 200) * 1e-5)
  lat[17] = NaN
  const track = downsampleTrack(seconds(n), lat, lon, 0, 20)
  expect(track?.timeS).toHaveLength(20)
  expect(Math.min(...(track?.timeS ?? []).map((t) => Math.abs(t - 200)))).toBeLessThan(3)
  expect(downsampleTrack(seconds(3), new Float64Array(3).fill(NaN), lon, 0, 20)).toBeNull()
})
