import { join } from 'node:path'
import type { Session } from '@rc/domain'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import { isFlagged, mutate } from '@rc/testing/mutants'
import { expect, test } from 'vitest'
import { readFile } from '../read-file.ts'
import { encodeFit } from './encode.ts'
import type { EncodableRecording } from './encode-activity.ts'

const mutantCount = 1500
const startS = 1_790_000_000
function recording(n: number, sports: [number, number][]): EncodableRecording {
  const column = (value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i))
  const legS = n / sports.length
  const sessions = sports.map(([fitSport, fitSubSport], i): Session => ({
    startTimeS: startS + Math.floor(i * legS),
    timestampS: startS + Math.floor((i + 1) * legS),
    elapsedS: legS,
    timerS: legS,
    distanceM: legS * 3,
    avgHrBpm: 140,
    maxHrBpm: 160,
    avgPowerW: null,
    maxPowerW: null,
    avgSpeedMps: 3,
    maxSpeedMps: 4,
    avgCadenceRpm: 85,
    ascentM: 10,
    descentM: 10,
    caloriesKcal: 99,
    sport: 'run',
    fitSport,
    fitSubSport,
    poolLengthM: null,
    numLaps: 1,
    numLengths: null,
  }))
  return {
    utcOffsetS: 0,
    device: { manufacturer: 'garmin', product: '4315', serial: '1' },
    sessions,
    laps: [],
    lengths: [],
    events: [],
    pauses: [[startS + 5, startS + 9]],
    samples: {
      n,
      timeS: column((i) => startS + i),
      channels: {
        latDeg: column((i) => 37 + i / 1e4),
        lonDeg: column((i) => 127 + i / 1e4),
        distanceM: column((i) => i * 3),
        hrBpm: column((i) => 120 + (i % 40)),
        powerW: column((i) => 200 + (i % 90)),
      },
    },
    rrMs: column(() => 500),
  }
}

function sources(): Uint8Array[] {
  const device = { manufacturer: 'garmin', product: '1', serial: null }
  const activities = [
    recording(200, [[1, 0]]),
    recording(600, [
      [5, 18],
      [3, 0],
      [2, 0],
    ]),
  ]
  const made = activities.map((r) => encodeFit({ kind: 'activity', createdAtS: startS, recording: r }))
  const series = { timeS: Float64Array.of(startS, startS + 60), value: Float64Array.of(50, 60) }
  const day = encodeFit({ kind: 'monitoring', createdAtS: startS, device, wellness: { hrBpm: series, stress: series } })
  const shared = sharedDir()
  const real =
    shared === null
      ? []
      : corpusFiles(join(shared, 'data/files')).filter(
          (f) => f.kind === 'fit' && f.family !== 'synthetic' && f.family !== 'corrupt',
        )
  const small = real.map((f) => f.bytes()).filter((bytes) => bytes.length < 60_000 && isSound(bytes))
  return [...made, day, ...small.filter((_, i) => i % Math.ceil(small.length / 12) === 0)]
}

const isSound = (bytes: Uint8Array): boolean => !isFlagged(readFile(bytes, 'x.fit'))

test(`${mutantCount} mutants: no crash, none slow, none damaged without a flag`, { timeout: 120_000 }, () => {
  const unflagged: string[] = []
  let [slowestMs, i] = [0, 0]
  for (const { bytes } of mutate(sources(), mutantCount, 20_261_121)) {
    const startedAt = performance.now()
    const outcome = readFile(bytes, 'mutant.fit')
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    if (!isFlagged(outcome)) unflagged.push(`mutant ${i}`)
    i++
  }
  expect(unflagged).toEqual([])
  expect(slowestMs).toBeLessThan(2000)
})
