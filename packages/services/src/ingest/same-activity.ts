import type { RecordingIdentity } from '@rc/db/queries/duplicates'
import { sportFamily } from '@rc/domain'

const START_TOLERANCE_S = 30
const QUARTER_HOUR_S = 900
/** From the westernmost zone to the easternmost, as far as clocks are set wrong by one of them. */
export const LARGEST_SHIFT_S = 14 * 3600
/** How far apart two recordings of one activity may begin. */
export const REACH_S = LARGEST_SHIFT_S + START_TOLERANCE_S

/**
 * Whether two recordings are of one activity: the same sport at the same time for as long and as far. Files written in
 * local time stand a whole number of quarter hours apart; then everything else has to agree more closely, and two FIT
 * files, whose times are UTC, have to agree completely.
 */
export function isSameActivity(a: RecordingIdentity, b: RecordingIdentity): boolean {
  // Recordings of one file are different activities, and a clock that was never set says nothing, unless nothing differs.
  if (a.dated !== b.dated) return false
  if (!a.dated || (a.rawFileId !== null && a.rawFileId === b.rawFileId)) return sameStart(a, b) && isCopy(a, b)
  if (!sameSport(a, b)) return false
  if (sameStart(a, b)) return sameDuration(a, b, 30, 0.02) && sameDistance(a, b, 100, 0.03) !== false
  if (!shiftedByZone(a, b)) return false
  if (a.source === 'fit' && b.source === 'fit') return isCopy(a, b)
  return (
    sameDuration(a, b, 10, 0.01) && sameDistance(a, b, 100, 0.03) === true && sameHeartRate(a, b) && sameOrigin(a, b)
  )
}

const sameStart = (a: RecordingIdentity, b: RecordingIdentity) => Math.abs(a.startS - b.startS) <= START_TOLERANCE_S

function shiftedByZone(a: RecordingIdentity, b: RecordingIdentity): boolean {
  const apart = Math.abs(a.startS - b.startS)
  const rest = apart % QUARTER_HOUR_S
  return apart <= REACH_S && Math.min(rest, QUARTER_HOUR_S - rest) <= START_TOLERANCE_S
}

/** A source that does not know the sport contradicts nobody. */
const sameSport = (a: RecordingIdentity, b: RecordingIdentity) =>
  a.sport === 'other' || b.sport === 'other' || sportFamily(a.sport) === sportFamily(b.sport)

/** Some sources give the time with pauses, others without. Of something short no more than a quarter may be missing. */
function sameDuration(a: RecordingIdentity, b: RecordingIdentity, seconds: number, part: number): boolean {
  const close = (x: number | null, y: number | null) =>
    x !== null &&
    y !== null &&
    Math.abs(x - y) <= Math.min(Math.max(seconds, part * Math.max(x, y)), Math.max(x, y) / 4)
  return close(a.elapsedS, b.elapsedS) || close(a.timerS, b.timerS)
}

/** Null where one of them does not know its distance. */
function sameDistance(a: RecordingIdentity, b: RecordingIdentity, metres: number, part: number): boolean | null {
  if (!a.distanceM || !b.distanceM) return null
  return Math.abs(a.distanceM - b.distanceM) <= Math.max(metres, part * Math.max(a.distanceM, b.distanceM))
}

const sameHeartRate = (a: RecordingIdentity, b: RecordingIdentity) =>
  a.avgHrBpm === null || b.avgHrBpm === null || Math.abs(a.avgHrBpm - b.avgHrBpm) <= 2

/** Within 0.003 degrees (some 300 m) of each other; who has no position contradicts nobody. */
const sameOrigin = (a: RecordingIdentity, b: RecordingIdentity) =>
  a.origin === null ||
  b.origin === null ||
  (Math.abs(a.origin[0] - b.origin[0]) <= 0.003 && Math.abs(a.origin[1] - b.origin[1]) <= 0.003)

/** Nothing differs but, perhaps, the clock. */
const isCopy = (a: RecordingIdentity, b: RecordingIdentity) =>
  sameSport(a, b) &&
  Math.abs(a.elapsedS - b.elapsedS) <= 1 &&
  Math.abs((a.distanceM ?? 0) - (b.distanceM ?? 0)) <= 1 &&
  a.sampleCount === b.sampleCount &&
  sameHeartRate(a, b)

const sourceRank = { fit: 0, tcx: 1, gpx: 2, csv: 3, summary: 4, manual: 5 } as const

/** The richer recording first. A total order that does not know who came in when. */
export function compareRichness(a: RecordingIdentity, b: RecordingIdentity): number {
  return (
    sourceRank[a.source] - sourceRank[b.source] ||
    b.sampleCount - a.sampleCount ||
    b.channelCount - a.channelCount ||
    a.flagCount - b.flagCount ||
    (a.sha256 < b.sha256 ? -1 : a.sha256 > b.sha256 ? 1 : 0) ||
    a.recordingIndex - b.recordingIndex ||
    a.id - b.id
  )
}

/**
 * For each recording the canonical one it repeats, or null where it stands for itself. The richest ones choose first, so
 * that the answer depends on the set alone. What the athlete decided stays: nothing is added to a recording which they
 * declared to stand for itself.
 */
export function chooseCanonical(recordings: RecordingIdentity[]): Map<number, number | null> {
  const choice = new Map<number, number | null>()
  const canonical: RecordingIdentity[] = []
  const free = recordings.filter((r) => !r.duplicateDecided)
  for (const recording of free.toSorted(compareRichness)) {
    const twin = canonical.find((other) => isSameActivity(other, recording))
    choice.set(recording.id, twin?.id ?? null)
    if (!twin) canonical.push(recording)
  }
  for (const { id, duplicateOf, duplicateDecided } of recordings)
    if (duplicateDecided) choice.set(id, duplicateOf === null ? null : (choice.get(duplicateOf) ?? duplicateOf))
  return choice
}
