import { expect, test } from 'vitest'
import { type Compared, gapSeries, readIds, splitRows, timeAt, withoutPauses } from './compared.ts'

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
