import { expect, test } from 'vitest'
import {
  alongTheLaps,
  axesOf,
  type Compared,
  gapSeries,
  lapEnds,
  lapRows,
  readIds,
  splitRows,
  timeAt,
  withoutPauses,
} from './compared.ts'

const at = (mps: number, seconds: number): Compared =>
  ({
    distance: {
      x: Float64Array.from({ length: seconds + 1 }, (_, i) => i),
      y: Float64Array.from({ length: seconds + 1 }, (_, i) => i * mps),
    },
  }) as Compared

test('an address names each activity once, six at most', () => {
  expect(readIds('3,1,3,x,-2,5')).toEqual([3, 1, 5])
  expect(readIds('1,2,3,4,5,6,7')).toHaveLength(6)
  expect(readIds(null)).toEqual([])
})

test('pauses do not count', () => {
  const { x } = withoutPauses({ x: Float64Array.of(0, 10, 15, 20, 30), y: new Float64Array(5) }, [[10, 20]])
  expect([...x]).toEqual([0, 10, 10, 10, 20])
})

test('the gap grows with the way, and ends with the shorter one', () => {
  const gap = gapSeries(at(4, 500), at(2, 600), 400)
  expect([...gap.x]).toEqual([0, 400, 800, 1200])
  expect([...gap.y]).toEqual([0, 100, 200, 300])
})

test('splits are those that were finished', () => {
  expect(splitRows([at(4, 500), at(2, 600)], 1000)).toEqual([
    { toM: 1000, timesS: [250, 500] },
    { toM: 2000, timesS: [250, null] },
  ])
  expect(timeAt(at(4, 500), 2001)).toBeNull()
})

const withLaps = (...laps: (number | null)[]): Compared =>
  ({
    detail: { laps: laps.map((timerS) => ({ timerS, elapsedS: null, distanceM: 400 })) },
    distance: null,
  }) as unknown as Compared

test('laps are laid over one another, however long each was', () => {
  const quick = withLaps(80, 90, 100)
  expect(lapEnds(quick.detail)).toEqual([80, 170, 270])
  const { x, y } = alongTheLaps(
    { x: Float64Array.of(0, 40, 125, 270, 300), y: Float64Array.of(1, 2, 3, 4, 5) },
    [80, 170, 270],
  )
  expect([[...x], [...y]]).toEqual([
    [0, 0.5, 1.5, 3],
    [1, 2, 3, 4],
  ])
  expect(lapRows([quick, withLaps(85, 95)]).map(({ timesS }) => timesS)).toEqual([
    [80, 85],
    [90, 95],
    [100, null],
  ])
  expect(axesOf([quick, withLaps(85, 95)])).toEqual(['time', 'lap'])
  // One lap is no lap, and one that nobody timed is none to stand on.
  expect([withLaps(80), withLaps(80, null)].map((each) => axesOf([quick, each]))).toEqual([['time'], ['time']])
})
