import { expect, test } from 'vitest'
import { againstDistance, distanceOf, modelOf, splitsOf, timeAtDistance } from './sample-model.ts'

const samples = (series: { channel: string; timeS: number[]; value: (number | null)[] }[]) =>
  modelOf({
    mode: 'raw',
    sampleCount: 5,
    startedAt: '2026-11-17T10:03:00Z',
    series: series.map((each) => ({ ...each, source: 'device' as const })),
    track: null,
    rr: null,
  })

const steady = samples([
  { channel: 'distanceM', timeS: [0, 100, 200, 300, 500], value: [0, 500, null, 1500, 2500] },
  { channel: 'hrBpm', timeS: [0, 100, 50, 200], value: [90, 120, 500, 140] },
  { channel: 'powerW', timeS: [0, 1], value: [null, null] },
])

test('an empty channel is no channel, steps back in time are left out', () => {
  expect(Object.keys(steady.channels)).toEqual(['distanceM', 'hrBpm'])
  expect([...(steady.channels.hrBpm?.x ?? [])]).toEqual([0, 100, 200])
  expect(steady.endS).toBe(500)
})

test('time and distance lead to each other', () => {
  const distance = distanceOf(steady)
  if (!distance || !steady.channels.hrBpm) throw new Error('both were recorded')
  expect([...againstDistance(steady.channels.hrBpm, distance).x]).toEqual([0, 500, 1000])
  expect(timeAtDistance(distance, 2000)).toBe(400)
})

test('full kilometres and the rest', () => {
  const distance = distanceOf(steady)
  expect(distance && splitsOf(distance, 1000)).toEqual([
    { fromS: 0, toS: 200, distanceM: 1000 },
    { fromS: 200, toS: 400, distanceM: 1000 },
    { fromS: 400, toS: 500, distanceM: 500 },
  ])
})

test('a watch that measured no distance has none', () => {
  expect(distanceOf(samples([{ channel: 'hrBpm', timeS: [0], value: [90] }]))).toBeNull()
})
