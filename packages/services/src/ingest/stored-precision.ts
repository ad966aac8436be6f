import type { Length, Recording, Session, Totals } from '@rc/domain'
import { toStoredPrecision } from '@rc/db/queries/sample-codec'

/** What analysis sees: the same whether it comes from the file or back from the tables. */
export type StoredShape = Pick<
  Recording,
  'sport' | 'startTimeS' | 'endTimeS' | 'pauses' | 'samples' | 'developer' | 'sessions' | 'lengths'
>

/** Instants outside of samples are kept to the millisecond. */
export const storedTime = (unixS: number): number => Math.round(unixS * 1000) / 1000
const maybeTime = (unixS: number | null) => (unixS === null ? null : storedTime(unixS))
const single = (value: number | null) => (value === null ? null : Math.fround(value))

/** `real` columns hold single precision. */
export function storedTotals<T extends Totals>(totals: T): T {
  return {
    ...totals,
    startTimeS: maybeTime(totals.startTimeS),
    timestampS: maybeTime(totals.timestampS),
    avgHrBpm: single(totals.avgHrBpm),
    maxHrBpm: single(totals.maxHrBpm),
    avgPowerW: single(totals.avgPowerW),
    maxPowerW: single(totals.maxPowerW),
    avgCadenceRpm: single(totals.avgCadenceRpm),
    caloriesKcal: single(totals.caloriesKcal),
  }
}

/** Brings a recording to exactly what the tables keep of it. */
export function toStoredShape<R extends StoredShape>(recording: R): R {
  const startTimeS = storedTime(recording.startTimeS)
  return {
    ...recording,
    startTimeS,
    endTimeS: storedTime(recording.endTimeS),
    pauses: recording.pauses.map(([from, to]) => [startTimeS + (from - startTimeS), startTimeS + (to - startTimeS)]),
    samples: toStoredPrecision(recording.samples),
    developer: toStoredPrecision({ ...recording.samples, channels: recording.developer ?? {} }).channels,
    sessions: recording.sessions.map((session): Session => storedTotals(session)),
    lengths: recording.lengths.map((length): Length => ({ ...length, startTimeS: maybeTime(length.startTimeS) })),
  }
}
