import { describe, expect, test } from 'vitest'
import type { Mark } from './lane.ts'
import { readLane } from './read-lane.ts'
import { interpolate, interpolateAll, seriesOf, spread, valueAt } from './series.ts'
import { climbOf, statisticsOf } from './statistics.ts'
import { toCsv } from '../save-file.ts'
import { tabulate, toLines } from './tabulate.ts'
import { thinWindow } from './thin.ts'
import { distanceTicks, monthTicks, paceTicks, timeTicks, valueTicks } from './ticks.ts'
import { smooth } from './smooth.ts'

const ramp = (n: number) =>
  seriesOf(
    Array.from({ length: n }, (_, i) => i),
    Array.from({ length: n }, (_, i) => i % 100),
  )

describe('thinning', () => {
  test('keeps the ends, rises in x and stays near the asked size', () => {
    const points = thinWindow(ramp(20_000), 0, 19_999, 500)
    expect(points.length).toBeGreaterThan(490)
    expect(points.length).toBeLessThan(510)
    expect([points[0]?.x, points.at(-1)?.x]).toEqual([0, 19_999])
    expect(points.every((point, i) => i === 0 || point.x > (points[i - 1]?.x ?? 0))).toBe(true)
  })

  test('keeps a single spike', () => {
    const spiky = seriesOf(
      Array.from({ length: 5000 }, (_, i) => i),
      Array.from({ length: 5000 }, (_, i) => (i === 2501 ? 50 : 1)),
    )
    expect(thinWindow(spiky, 0, 4999, 100).some(({ y }) => y === 50)).toBe(true)
  })

  test('a gap stays a gap', () => {
    const gap = seriesOf([0, 1, 2, 3, 4], [1, 2, null, 4, 5])
    expect(thinWindow(gap, 0, 4, 100).map(({ y }) => y)).toEqual([1, 2, Number.NaN, 4, 5])
  })

  test('a window takes one neighbour on each side', () => {
    expect(thinWindow(ramp(100), 10, 20, 100).map(({ x }) => x)).toEqual([
      9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
    ])
  })
})

describe('reading a series', () => {
  const series = seriesOf([0, 10, 20, 30], [1, 2, null, 4])
  test('the nearest value, nothing in a gap', () =>
    expect([-5, 4, 6, 19, 31].map((at) => valueAt(series, at))).toEqual([1, 1, 2, null, 4]))
  test('between its neighbours', () =>
    expect([-1, 5, 99].map((at) => interpolate(seriesOf([0, 10], [0, 30]), at))).toEqual([0, 15, 30]))
  test('many places in one walk are each place by itself', () => {
    const [steps, places] = [seriesOf([0, 10, 10, 20], [0, 30, 40, 50]), [-1, 0, 5, 5, 10, 15, 99]]
    const alone = places.map((at) => interpolate(steps, at))
    expect([...interpolateAll(steps, Float64Array.from(places))]).toEqual(alone)
    expect([...interpolateAll(seriesOf([], []), Float64Array.of(1))]).toEqual([Number.NaN])
  })
  test('spikes do not stretch the axis', () => {
    const noisy = seriesOf(
      Array.from({ length: 1000 }, (_, i) => i),
      Array.from({ length: 1000 }, (_, i) => (i === 7 ? 9999 : 5 + (i % 2))),
    )
    expect(spread(noisy, 0, 999)).toEqual([5, 6])
    expect(spread(seriesOf([], []), 0, 1)).toBeNull()
  })
})

describe('statistics of a selection', () => {
  test('weigh each value by its time', () =>
    expect(statisticsOf(seriesOf([0, 1, 2, 12], [100, 100, 130, 130]), 0, 11)).toEqual({
      mean: 125,
      min: 100,
      max: 130,
    }))
  test('nothing from nothing', () => expect(statisticsOf(seriesOf([0, 1], [null, null]), 0, 1)).toBeNull())
  test('climb ignores wiggles', () =>
    expect(climbOf(seriesOf([0, 1, 2, 3, 4, 5], [10, 11, 10, 14, 13, 20]), 0, 5)).toBe(10))
})

describe('a past and its forecast', () => {
  const days = [0, 1, 2, 3]
  const mark = (name: string, values: (number | null)[], rest: number | null): Mark => ({
    name,
    kind: 'line',
    color: '--ink',
    series: seriesOf(days, values),
    format: (value) => ({ value: String(value), unit: '' }),
    rest,
  })
  const lane = {
    marks: [
      mark('form', [1, 2, null, null], 2),
      mark('form', [null, null, 3, 4], null),
      mark('load', [5, null, 7, null], null),
    ],
  }
  test('are one reading', () => {
    expect(readLane(lane, null).map(({ name, value }) => [name, value])).toEqual([
      ['form', '2'],
      ['load', '–'],
    ])
    expect(readLane(lane, 3).map(({ value }) => value)).toEqual(['4', '–'])
  })
  test('and one column', () => {
    const table = tabulate([lane])
    expect(table.rows.map(({ x, values }) => [x, ...values])).toEqual([
      [3, 4, null],
      [2, 3, 7],
      [1, 2, null],
      [0, 1, 5],
    ])
    expect(
      toCsv(toLines(table, { name: 'a "day", so', of: (x) => `d${x}` }))
        .split('\r\n')
        .slice(0, 2),
    ).toEqual(['"a ""day"", so",form,load', 'd3,4,'])
  })
})

describe('ticks', () => {
  test('round values', () => {
    expect(valueTicks(97, 181)).toEqual([120, 160])
    expect(valueTicks(-23, 18)).toEqual([-20, 0])
    expect(valueTicks(3, 3)).toEqual([3])
  })
  test('round paces, fastest first', () =>
    expect(paceTicks(2.4, 3.9, 1000).map((mps) => Math.round(1000 / mps))).toEqual([300, 360]))
  test('stopwatch times', () =>
    expect(timeTicks(0, 4141, 600).map(({ label }) => label)).toEqual([
      '0',
      '10:00',
      '20:00',
      '30:00',
      '40:00',
      '50:00',
      '1:00:00',
    ]))
  test('distances', () => {
    expect(distanceTicks(0, 13_400, 600).map(({ label }) => label)).toEqual([
      '0 km',
      '2 km',
      '4 km',
      '6 km',
      '8 km',
      '10 km',
      '12 km',
    ])
    expect(distanceTicks(0, 900, 300).map(({ label }) => label)).toEqual(['0 m', '500 m'])
  })
  test('months', () =>
    expect(monthTicks('2026-09-20', 60)).toEqual([
      { at: 11, label: '10월' },
      { at: 42, label: '11월' },
    ]))
})

test('a moving mean stays on its side of a gap', () => {
  const series = { x: Float64Array.of(0, 1, 2, 3, 4, 5), y: Float64Array.of(1, 2, 3, NaN, 10, 20) }
  expect([...smooth(series, 2).y]).toEqual([1.5, 2, 2.5, NaN, 15, 15])
  expect([...smooth(series, 0).y]).toEqual([...series.y])
})
