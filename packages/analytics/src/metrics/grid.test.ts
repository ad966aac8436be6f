import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gridChannel, gridSeries, medianOf3, timerClock } from './grid.ts'

const numbers = (...values: (number | null)[]): Float64Array => Float64Array.from(values, (value) => value ?? NaN)

test('a pause takes its seconds out and is never bridged', () => {
  const timeS = numbers(0, 1, 2, 10, 12)
  const values = numbers(100, 101, 102, 110, 114)
  expect(gridSeries(timeS, values, [[2, 10]])).toEqual(numbers(100, 101, 110, 112, 114))
  expect(gridSeries(numbers(0, 12), numbers(100, 114), [[4, 8]])).toEqual(
    numbers(100, null, null, null, null, null, null, null, 114),
  )
})

test('overlapping pauses are taken out once', () => {
  const clock = timerClock(numbers(0, 30), 0, 31, [
    [5, 15],
    [10, 20],
  ])
  expect(clock.seconds).toBe(16)
  expect([...clock.timerS]).toEqual([0, 15])
})

test('invalid values are holes like any other', () => {
  const clock = timerClock(numbers(0, 1, 2, 3), 0, 4, [])
  expect(gridChannel(clock, numbers(100, 0, 255, 106), 30, 230)).toEqual(numbers(100, 102, 104, 106))
})

test('samples between whole seconds are interpolated onto them', () => {
  const clock = timerClock(numbers(0.5, 1.5, 2.5), 0, 4, [])
  expect(gridChannel(clock, numbers(10, 20, 30))).toEqual(numbers(null, 15, 25, null))
})

test('a clock that ran wild is capped, not obeyed', () => {
  expect(timerClock(numbers(0, 1), 0, 1e9, []).seconds).toBe(7 * 86_400)
})

test('median of three takes single spikes out and nothing else', () => {
  const clock = timerClock(numbers(0, 1, 2, 3, 4), 0, 5, [])
  expect(medianOf3(clock, numbers(10, 11, 99, 13, 14))).toEqual(numbers(10, 11, 13, 14, 14))
})

test('the order of samples in the file does not matter', () => {
  const samples = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 40, max: 200 })), {
    selector: ([time]) => time,
    minLength: 1,
  })
  fc.assert(
    fc.property(samples, fc.integer(), (list, seed) => {
      const shuffled = list.toSorted((a, b) => ((a[0] * 7919 + seed) % 101) - ((b[0] * 7919 + seed) % 101))
      const gridOf = (of: [number, number][]): Float64Array =>
        gridSeries(
          Float64Array.from(of, ([time]) => time),
          Float64Array.from(of, ([, value]) => value),
        )
      expect(gridOf(shuffled)).toEqual(gridOf(list))
    }),
    { numRuns: 50 },
  )
})

test('every grid value lies within the values around it', () => {
  const samples = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 40, max: 200 })), {
    minLength: 1,
  })
  fc.assert(
    fc.property(samples, (steps) => {
      let at = 0
      const timeS = Float64Array.from(steps, ([step]) => (at += step))
      const values = Float64Array.from(steps, ([, value]) => value)
      const grid = gridSeries(timeS, values)
      expect(grid.length).toBe(timeS.at(-1)! - timeS[0]! + 1)
      const [low, high] = [Math.min(...values), Math.max(...values)]
      expect(grid.filter((value) => value < low || value > high)).toHaveLength(0)
      timeS.forEach((time, i) => expect(grid[time - timeS[0]!]).toBe(values[i]))
    }),
    { numRuns: 50 },
  )
})
