import type { RecordingIdentity } from '@rc/db/queries/duplicates'
import { expect, test } from 'vitest'
import { chooseCanonical, isSameActivity } from './same-activity.ts'

let nextId = 1
const recording = (changes: Partial<RecordingIdentity> = {}): RecordingIdentity => {
  const id = nextId++
  return {
    id,
    rawFileId: id,
    recordingIndex: 0,
    sha256: String(id).padStart(64, '0'),
    source: 'fit',
    dated: true,
    sport: 'run',
    startS: 1_700_000_000,
    elapsedS: 3600,
    timerS: 3500,
    distanceM: 10_000,
    avgHrBpm: 150,
    sampleCount: 3600,
    channelCount: 6,
    flagCount: 0,
    origin: [127, 37],
    localDate: '2023-11-14',
    duplicateOf: null,
    duplicateDecided: false,
    ...changes,
  }
}

test('another export of the same run is the same activity', () => {
  const fit = recording()
  expect(
    isSameActivity(
      fit,
      recording({ source: 'gpx', startS: fit.startS + 12, distanceM: 10_180, timerS: null, elapsedS: 3590 }),
    ),
  ).toBe(true)
  expect(isSameActivity(fit, recording({ source: 'gpx', sport: 'other', distanceM: null }))).toBe(true)
  expect(isSameActivity(fit, recording({ source: 'tcx', timerS: 3501, elapsedS: 3501 }))).toBe(true)
})

test('what differs in start, duration, distance or sport is another activity', () => {
  const fit = recording()
  for (const other of [
    { startS: fit.startS + 60 },
    { elapsedS: 1800, timerS: 1800 },
    { distanceM: 8_000 },
    { elapsedS: 20, timerS: 20 },
    { sport: 'bike' as const },
  ])
    expect(isSameActivity(fit, recording({ source: 'gpx', ...other })), JSON.stringify(other)).toBe(false)
})

test('a file in local time is found, however far east or west', () => {
  const fit = recording()
  for (const hours of [9, -7, 5.75, 14, -12])
    expect(isSameActivity(fit, recording({ source: 'tcx', startS: fit.startS + hours * 3600 })), String(hours)).toBe(
      true,
    )
  expect(isSameActivity(fit, recording({ source: 'tcx', startS: fit.startS + 15 * 3600 }))).toBe(false)
  expect(isSameActivity(fit, recording({ source: 'tcx', startS: fit.startS + 9 * 3600 + 400 }))).toBe(false)
})

test('the same loop again some hours later is no file in local time', () => {
  const morning = recording()
  const evening = { startS: morning.startS + 8 * 3600 }
  expect(isSameActivity(morning, recording({ ...evening, elapsedS: 3580, timerS: 3480 }))).toBe(false)
  expect(isSameActivity(morning, recording({ ...evening, source: 'gpx', avgHrBpm: 158 }))).toBe(false)
  expect(isSameActivity(morning, recording({ ...evening, source: 'gpx', origin: [127.1, 37] }))).toBe(false)
  expect(isSameActivity(morning, recording(evening))).toBe(true)
})

test('recordings of one file, or without a date, are only the same when nothing differs', () => {
  const first = recording({ rawFileId: 7 })
  expect(isSameActivity(first, recording({ rawFileId: 7, recordingIndex: 1, sampleCount: 3601 }))).toBe(false)
  expect(isSameActivity(first, recording({ rawFileId: 7, recordingIndex: 1 }))).toBe(true)
  expect(isSameActivity(first, recording({ dated: false }))).toBe(false)
  expect(isSameActivity(recording({ dated: false }), recording({ dated: false, distanceM: 10_050 }))).toBe(false)
  expect(isSameActivity(recording({ dated: false }), recording({ dated: false }))).toBe(true)
})

test('the richest is canonical in whatever order they come', () => {
  const [fit, tcx, gpx] = [recording({ channelCount: 9 }), recording({ source: 'tcx' }), recording({ source: 'gpx' })]
  const twin = recording({ sha256: '0'.repeat(64), channelCount: 9, flagCount: 1 })
  const expected = { [fit.id]: null, [tcx.id]: fit.id, [gpx.id]: fit.id, [twin.id]: fit.id }
  for (const order of [
    [fit, tcx, gpx, twin],
    [twin, gpx, tcx, fit],
    [gpx, fit, twin, tcx],
  ])
    expect(Object.fromEntries(chooseCanonical(order))).toEqual(expected)
})

test('what the athlete decided stays, and follows its canonical one', () => {
  const [fit, tcx] = [recording(), recording({ source: 'tcx', duplicateDecided: true })]
  expect(chooseCanonical([fit, tcx]).get(tcx.id)).toBeNull()
  const other = recording({ startS: fit.startS + 5 * 3600 + 77, duplicateDecided: true, duplicateOf: tcx.id })
  expect(chooseCanonical([fit, { ...tcx, duplicateDecided: false }, other]).get(other.id)).toBe(fit.id)
  expect(chooseCanonical([recording(), recording({ duplicateDecided: true })]).size).toBe(2)
})
