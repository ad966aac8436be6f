import { noSession, noTotals, type PlacedEdit, type Recording, type RecordingEdit } from '@rc/domain'
import { describe, expect, test } from 'vitest'
import { noDevice, recordingOf } from '../contents.ts'
import { applyEdits } from './apply-edits.ts'

const startS = 1_777_672_800

/** A run of so many seconds at 3 m/s, heart rate 140, ten metres up a minute, a lap a minute. */
function run(seconds: number, from = startS): Recording {
  const n = seconds + 1
  const each = (of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i))
  const totals = {
    startTimeS: from,
    elapsedS: seconds,
    timerS: seconds,
    distanceM: 3 * seconds,
    avgHrBpm: 140,
    maxHrBpm: 140,
  }
  return recordingOf({
    startTimeS: from,
    endTimeS: from + seconds,
    device: noDevice,
    sport: 'run',
    sessions: [{ ...noSession, ...totals, sport: 'run', ascentM: seconds / 6, caloriesKcal: seconds / 5 }],
    laps: Array.from({ length: seconds / 60 }, (_, i) => ({
      ...noTotals,
      startTimeS: from + 60 * i,
      elapsedS: 60,
      timerS: 60,
      distanceM: 180,
      trigger: null,
      intensity: null,
    })),
    samples: {
      n,
      timeS: each((i) => from + i),
      channels: { distanceM: each((i) => 3 * i), hrBpm: each(() => 140), altitudeM: each((i) => i / 6) },
    },
    rrMs: new Float64Array(seconds).fill(1000),
  })
}

const make = (recording: Recording, ...edits: RecordingEdit[]) =>
  applyEdits(
    [{ index: 0, recording }],
    edits.map((edit): PlacedEdit => ({ recordingIndex: 0, edit })),
    (sha256) => (sha256 === 'later' ? run(600, startS + 1200) : null),
  )
const only = (parts: ReturnType<typeof make>): Recording => parts[0]!.recording

describe('edits', () => {
  test('none is the recording itself', () => {
    const recording = run(600)
    expect(only(make(recording))).toBe(recording)
  })

  test('trim keeps what lies between, and its totals are those of what is left', () => {
    const trimmed = only(make(run(600), { op: 'trim', fromTimeS: startS + 120, toTimeS: startS + 480 }))
    expect(trimmed).toMatchObject({ startTimeS: startS + 120, endTimeS: startS + 480, samples: { n: 361 } })
    expect(trimmed.samples.channels.distanceM?.[0]).toBe(0)
    expect(trimmed.sessions).toMatchObject([
      { elapsedS: 360, timerS: 360, distanceM: 1080, avgHrBpm: 140, caloriesKcal: 72 },
    ])
    expect(trimmed.sessions[0]?.ascentM).toBeCloseTo(60, 0)
    expect(trimmed.laps.map(({ startTimeS }) => startTimeS)).toEqual([2, 3, 4, 5, 6, 7].map((i) => startS + 60 * i))
    expect(trimmed.rrMs.length).toBeCloseTo(361, -1)
  })

  test('a trim in the middle of a lap leaves the part that remains', () => {
    const trimmed = only(make(run(600), { op: 'trim', fromTimeS: startS + 90, toTimeS: startS + 600 }))
    expect(trimmed.laps[0]).toMatchObject({ startTimeS: startS + 90, elapsedS: 30, distanceM: 90 })
    expect(trimmed.laps).toHaveLength(9)
  })

  test('a split gives two, nothing is in both, and the later one can be edited by its number', () => {
    const split: RecordingEdit = { op: 'split', atTimeS: startS + 300, newIndex: 16_384 }
    const [first, second] = make(run(600), split)
    expect(first).toMatchObject({ index: 0, recording: { samples: { n: 300 } } })
    expect(second).toMatchObject({ index: 16_384, recording: { startTimeS: startS + 300, samples: { n: 301 } } })
    expect(second?.recording.samples.channels.distanceM?.[0]).toBe(0)
    const trimmed = applyEdits(
      [{ index: 0, recording: run(600) }],
      [
        { recordingIndex: 0, edit: split },
        { recordingIndex: 16_384, edit: { op: 'trim', fromTimeS: startS + 400, toTimeS: startS + 600 } },
        { recordingIndex: 99, edit: { op: 'sport', sport: 'bike' } },
      ],
      () => null,
    )
    expect(trimmed.map(({ recording }) => recording.samples.n)).toEqual([300, 201])
  })

  test('a silent sensor leaves no value and no total; the rest stays', () => {
    const deaf = only(make(run(600), { op: 'silence', sensor: 'heart_rate', fromTimeS: null, toTimeS: null }))
    expect(Object.keys(deaf.samples.channels)).toEqual(['distanceM', 'altitudeM'])
    expect(deaf.sessions).toMatchObject([{ avgHrBpm: null, maxHrBpm: null, distanceM: 1800 }])
    expect(deaf.rrMs).toHaveLength(0)
    const partly = only(
      make(run(600), { op: 'silence', sensor: 'heart_rate', fromTimeS: startS, toTimeS: startS + 60 }),
    )
    expect(partly.samples.channels.hrBpm?.filter(Number.isNaN)).toHaveLength(61)
    expect(partly.sessions).toMatchObject([{ avgHrBpm: 140 }])
  })

  test('two joined are one with a pause between; without the other one nothing happens', () => {
    const joined = only(make(run(600), { op: 'merge', sha256: 'later', recordingIndex: 0 }))
    expect(joined).toMatchObject({
      startTimeS: startS,
      endTimeS: startS + 1800,
      pauses: [[startS + 600, startS + 1200]],
    })
    expect(joined.sessions).toMatchObject([{ elapsedS: 1800, timerS: 1200, distanceM: 3600, avgHrBpm: 140 }])
    expect(joined.samples.channels.distanceM?.at(-1)).toBe(3600)
    expect(only(make(run(600), { op: 'merge', sha256: 'gone', recordingIndex: 0 })).samples.n).toBe(601)
  })

  test('a corrected sport is that of its sessions', () => {
    const ride = only(make(run(60), { op: 'sport', sport: 'bike' }))
    expect(ride).toMatchObject({ sport: 'bike', sessions: [{ sport: 'bike', fitSport: null }] })
  })
})
