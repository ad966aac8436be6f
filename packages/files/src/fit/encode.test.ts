import type { FileContents, FitWorkout, Lap, Length, Outcome, Session } from '@rc/domain'
import FitParser from 'fit-file-parser'
import { describe, expect, test } from 'vitest'
import { readFile } from '../read-file.ts'
import { encodeFit, type FitInput } from './encode.ts'
import type { EncodableRecording } from './encode-activity.ts'

const startS = 1_790_000_000
const device = { manufacturer: 'garmin', product: '4315', serial: '3456789012' }

const lap: Lap = {
  startTimeS: startS,
  timestampS: startS + 300,
  elapsedS: 300.25,
  timerS: 270.125,
  distanceM: 1000.55,
  avgHrBpm: 150,
  maxHrBpm: 171,
  avgPowerW: 240,
  maxPowerW: 300,
  avgSpeedMps: 3.704,
  maxSpeedMps: 4.2,
  avgCadenceRpm: 88.5,
  ascentM: 12,
  descentM: 9,
  caloriesKcal: 77,
  trigger: 'distance',
  intensity: 'active',
}

const session: Session = {
  ...withoutLapWords(lap),
  sport: 'run',
  fitSport: 1,
  fitSubSport: 0,
  poolLengthM: null,
  numLaps: 1,
  numLengths: null,
}

function withoutLapWords({ trigger: _trigger, intensity: _intensity, ...totals }: Lap) {
  return totals
}

const column = (n: number, value: (i: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => value(i))

function run(n = 300): EncodableRecording {
  return {
    utcOffsetS: 9 * 3600,
    device,
    sessions: [session],
    laps: [lap, { ...lap, trigger: 'session_end', intensity: 'cooldown', avgCadenceRpm: null }],
    lengths: [],
    events: [{ timeS: startS + 20, event: 36, eventType: 3, data: 5 }],
    pauses: [[startS + 60, startS + 90]],
    samples: {
      n,
      timeS: column(n, (i) => startS + i),
      channels: {
        latDeg: column(n, (i) => 37.5 + i * 1e-4),
        lonDeg: column(n, (i) => (i === 7 ? Number.NaN : 127 - i * 1e-4)),
        distanceM: column(n, (i) => i * 3.33),
        altitudeM: column(n, (i) => 20 + (i % 50) / 5),
        speedMps: column(n, () => 3.333),
        hrBpm: column(n, (i) => (i < 5 ? Number.NaN : 100 + (i % 80))),
        cadenceRpm: column(n, (i) => 85 + (i % 2) / 2),
        powerW: column(n, (i) => 200 + i),
        temperatureC: column(n, () => -3),
        stanceTimeMs: column(n, () => 231.5),
      },
    },
    rrMs: column(400, (i) => 700 + (i % 30)),
  }
}

const read = (input: FitInput): FileContents => valueOf(readFile(encodeFit(input), 'made.fit'))

function valueOf(outcome: Outcome<FileContents>): FileContents {
  if (!outcome.ok) throw new Error(outcome.missing.join())
  return outcome.value
}

test('how it felt goes through the file, on the watch’s own scales', () => {
  const read = (said: EncodableRecording['said']) => {
    const file = readFile(
      encodeFit({ kind: 'activity', createdAtS: startS, recording: { ...run(), ...(said && { said }) } }),
      'a.fit',
    )
    return file.ok ? file.value.recordings[0]!.said : null
  }
  expect(read({ rpe: 7, feeling: 2 })).toEqual({ rpe: 7, feeling: 2 })
  expect(read({ rpe: null, feeling: 5 })).toEqual({ rpe: null, feeling: 5 })
  expect(read(undefined)).toBeUndefined()
})

describe('an activity', () => {
  const given = run()
  const contents = read({ kind: 'activity', createdAtS: startS, recording: given })
  const [recording] = contents.recordings

  test('is read back as it was written', () => {
    expect(contents).toMatchObject({ format: 'fit', kind: 'activity', device, createdAtS: startS, flags: [] })
    expect(recording).toMatchObject({
      startTimeS: startS,
      utcOffsetS: 9 * 3600,
      sport: 'run',
      sessions: given.sessions,
      laps: given.laps,
      pauses: given.pauses,
    })
    expect(recording?.events.filter((event) => event.event !== 0)).toEqual(given.events)
    expect(recording?.rrMs).toEqual(given.rrMs)
  })

  test('keeps every channel at the resolution of its field', () => {
    const resolution: Record<string, number> = { latDeg: 1e-7, lonDeg: 1e-7, distanceM: 0.005, cadenceRpm: 0.004 }
    expect(Object.keys(recording?.samples.channels ?? {}).sort()).toEqual(Object.keys(given.samples.channels).sort())
    for (const [name, values] of Object.entries(given.samples.channels)) {
      const found = recording?.samples.channels[name as 'hrBpm'] ?? new Float64Array(0)
      const isOff = (i: number) =>
        Number.isNaN(values[i]!)
          ? !Number.isNaN(found[i]!)
          : !(Math.abs(found[i]! - values[i]!) <= (resolution[name] ?? 1e-9))
      expect([name, [...values.keys()].filter(isOff)]).toEqual([name, []])
    }
  })

  test('says the same to another decoder', async () => {
    const parser = new FitParser({ force: false, mode: 'list', lengthUnit: 'm', speedUnit: 'm/s' })
    const parsed = await parser.parseAsync(
      Buffer.from(encodeFit({ kind: 'activity', createdAtS: startS, recording: given })),
    )
    const records = parsed.records ?? []
    expect(records).toHaveLength(given.samples.n)
    expect(records.map((r) => r.heart_rate ?? Number.NaN)).toEqual([...given.samples.channels.hrBpm!])
    expect(records.map((r) => r.power)).toEqual([...given.samples.channels.powerW!])
    expect(parsed.laps).toHaveLength(2)
    expect(parsed.sessions?.[0]).toMatchObject({ sport: 'running', total_distance: 1000.55, avg_heart_rate: 150 })
    expect(parsed.file_ids?.[0]).toMatchObject({ manufacturer: 'garmin', serial_number: 3_456_789_012 })
  })
})

test('a triathlon keeps its legs and transitions', () => {
  const leg = (sport: number, subSport: number, from: number, elapsedS: number): Session => ({
    ...session,
    fitSport: sport,
    fitSubSport: subSport,
    startTimeS: startS + from,
    timestampS: startS + from + elapsedS,
    elapsedS,
    timerS: elapsedS,
  })
  const legs = [leg(5, 18, 0, 100), leg(3, 0, 100, 10), leg(2, 0, 110, 120), leg(3, 0, 230, 10), leg(1, 0, 240, 60)]
  const { recordings } = read({ kind: 'activity', createdAtS: startS, recording: { ...run(), sessions: legs } })
  expect(recordings[0]?.sport).toBe('multisport')
  expect(recordings[0]?.sessions.map((s) => s.sport)).toEqual([
    'open_water_swim',
    'transition',
    'bike',
    'transition',
    'run',
  ])
  expect(recordings[0]?.sessions.map((s) => s.startTimeS)).toEqual(legs.map((s) => s.startTimeS))
})

test('a pool swim keeps its lengths', () => {
  const lengths: Length[] = [
    {
      startTimeS: startS,
      elapsedS: 22.5,
      timerS: 22.5,
      active: true,
      strokes: 11,
      stroke: 'freestyle',
      avgSpeedMps: 1.111,
    },
    {
      startTimeS: startS + 23,
      elapsedS: 30,
      timerS: 30,
      active: false,
      strokes: null,
      stroke: null,
      avgSpeedMps: null,
    },
    {
      startTimeS: startS + 53,
      elapsedS: 24,
      timerS: 24,
      active: true,
      strokes: 12,
      stroke: 'drill',
      avgSpeedMps: 1.041,
    },
  ]
  const swim = { ...session, sport: 'pool_swim' as const, fitSport: 5, fitSubSport: 17, poolLengthM: 25, numLengths: 3 }
  const { recordings, counts } = read({
    kind: 'activity',
    createdAtS: startS,
    recording: { ...run(80), sessions: [swim], lengths, pauses: [] },
  })
  expect(counts.lengths).toBe(3)
  expect(recordings[0]).toMatchObject({ sport: 'pool_swim', lengths, sessions: [swim] })
})

test('a session without FIT numbers gets those of its sport', () => {
  const trail = { ...session, sport: 'trail_run' as const, fitSport: null, fitSubSport: null }
  const { recordings } = read({ kind: 'activity', createdAtS: startS, recording: { ...run(), sessions: [trail] } })
  expect(recordings[0]).toMatchObject({ sport: 'trail_run', sessions: [{ fitSport: 1, fitSubSport: 3 }] })
})

const series = (...points: [number, number][]) => ({
  timeS: Float64Array.from(points, (p) => p[0]),
  value: Float64Array.from(points, (p) => p[1]),
})

test('a day of monitoring is read back over the roll-over of its 16-bit clock', () => {
  const wellness = {
    hrBpm: series([startS, 55], [startS + 60_000, 61], [startS + 120_000, 70], [startS + 300_000, 48]),
    stress: series([startS, 12], [startS + 180, 40]),
    respirationBrpm: series([startS, 13.5]),
    readings: [
      { timeS: startS, name: 'resting_hr_bpm', value: 47 },
      { timeS: startS, name: 'resting_hr_today_bpm', value: 49 },
      { timeS: startS + 600, name: 'steps', value: 8123 },
    ],
  }
  const contents = read({ kind: 'monitoring', createdAtS: startS, device, wellness })
  expect(contents).toMatchObject({ kind: 'monitoring', recordings: [], wellness })
})

test('a night is read back with its stages, score and HRV', () => {
  const wellness = {
    sleepStages: series([startS, 1], [startS + 1800, 3], [startS + 3600, 4], [startS + 7200, 2]),
    sleep: { startS, endS: startS + 28_800, score: 81, assessment: { overallSleepScore: 81, deepSleepScore: 70 } },
    hrvRmssdMs: series([startS, 52.5], [startS + 300, 61]),
    hrvNight: {
      timeS: startS + 28_800,
      weeklyAvgMs: 55,
      lastNightAvgMs: 57.5,
      lastNight5MinHighMs: 88,
      baselineLowUpperMs: 44,
      baselineBalancedLowerMs: 47,
      baselineBalancedUpperMs: 63,
      status: 4,
    },
  }
  expect(read({ kind: 'sleep', createdAtS: startS, device, wellness })).toMatchObject({ kind: 'sleep', wellness })
})

test('a workout is read back in words, a long Korean name cut between characters', () => {
  const workout: FitWorkout = {
    name: '한강 인터벌 '.repeat(40),
    fitSport: 1,
    fitSubSport: null,
    poolLengthM: null,
    steps: [
      { name: '워밍업', intensity: 'warmup', duration: { kind: 'time', seconds: 600 }, target: { kind: 'open' } },
      {
        name: null,
        intensity: 'interval',
        duration: { kind: 'distance', metres: 800 },
        target: { kind: 'speed', lowMps: 4.1, highMps: 4.4 },
      },
      {
        name: null,
        intensity: 'rest',
        duration: { kind: 'open' },
        target: { kind: 'heart_rate', lowBpm: 110, highBpm: 130 },
      },
      {
        name: null,
        intensity: 'active',
        duration: { kind: 'repeat', fromStep: 1, times: 6 },
        target: { kind: 'open' },
      },
    ],
  }
  const contents = read({ kind: 'workout', createdAtS: startS, device, workout })
  expect(contents.kind).toBe('workout')
  expect(workout.name.startsWith(contents.title ?? '?')).toBe(true)
  expect(contents.outline).toMatchObject({
    sport: 'run',
    steps: [
      { name: '워밍업', intensity: 'warmup', duration: { kind: 'time', seconds: 600 }, target: { kind: 'open' } },
      { duration: { kind: 'distance', metres: 800 }, target: { kind: 'speed', lowMps: 4.1, highMps: 4.4 } },
      { duration: { kind: 'open' }, target: { kind: 'heart_rate', low: { bpm: 110 }, high: { bpm: 130 } } },
      { duration: { kind: 'repeat_until_steps_complete', fromStep: 1, times: 6 }, target: { kind: 'open' } },
    ],
  })
})
