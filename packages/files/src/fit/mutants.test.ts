import { join } from 'node:path'
import type { Session, SourceFlag } from '@rc/domain'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import { expect, test } from 'vitest'
import { readFile } from '../read-file.ts'
import { encodeFit } from './encode.ts'
import type { EncodableRecording } from './encode-activity.ts'

const mutantCount = 1500
const startS = 1_790_000_000
const damage = new Set<SourceFlag>([
  'crc_bad',
  'crc_missing',
  'truncated',
  'segment_bad',
  'trailing_bytes',
  'limit_reached',
])

/** Mulberry32: the same mutants on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

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

const isSound = (bytes: Uint8Array): boolean => {
  const outcome = readFile(bytes, 'x.fit')
  return outcome.ok && !outcome.value.flags.some((flag) => damage.has(flag))
}

const join2 = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

/** One way to damage a file; `random(n)` is a number below n. */
const mutations: ((bytes: Uint8Array, random: (below: number) => number) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => bytes.map((byte) => (random(100) === 0 ? byte ^ (1 << random(8)) : byte)),
  (bytes, random) => bytes.with(random(14), random(256)),
  (bytes, random) => bytes.with(14 + random(80), random(256)),
  (bytes, random) => {
    const at = random(bytes.length)
    return join2(bytes.subarray(0, at), bytes.subarray(at + 1 + random(40)))
  },
  (bytes, random) => {
    const at = random(bytes.length)
    return join2(bytes.subarray(0, at), bytes.subarray(random(at + 1), at), bytes.subarray(at))
  },
  (bytes, random) =>
    join2(
      bytes,
      Uint8Array.from({ length: 1 + random(200) }, () => random(256)),
    ),
  (bytes, random) => join2(bytes, bytes.slice(0, 20 + random(bytes.length - 20))),
  (bytes, random) => bytes.fill(random(2) * 255, random(bytes.length)),
]

test(`${mutantCount} mutants: no crash, none slow, none damaged without a flag`, { timeout: 120_000 }, () => {
  const random = createRandom(20_261_121)
  const originals = sources()
  const unflagged: string[] = []
  let slowestMs = 0
  for (let i = 0; i < mutantCount; i++) {
    const original = originals[i % originals.length]!
    const mutant = mutations[random(mutations.length)]!(Uint8Array.from(original), random)
    if (Buffer.from(mutant).equals(original)) continue
    const startedAt = performance.now()
    const outcome = readFile(mutant, 'mutant.fit')
    slowestMs = Math.max(slowestMs, performance.now() - startedAt)
    if (outcome.ok && !outcome.value.flags.some((flag) => damage.has(flag))) unflagged.push(`mutant ${i}`)
  }
  expect(unflagged).toEqual([])
  expect(slowestMs).toBeLessThan(2000)
})
