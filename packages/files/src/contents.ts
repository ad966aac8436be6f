import { fitEpochS } from './fit/base-types.ts'
import type { Device, FileContents, RecordCounts, Recording } from '@rc/domain'

export const noDevice: Device = { manufacturer: null, product: null, serial: null }

const noCounts: RecordCounts = {
  sessions: 0,
  laps: 0,
  records: 0,
  timedRecords: 0,
  lengths: 0,
  events: 0,
  rrIntervals: 0,
  hrMessages: 0,
  stressMessages: 0,
  respirationMessages: 0,
}

/** Where a watch whose clock was never set begins to count, and who has not noticed within a year never will. */
const isDeadClock = (timeS: number): boolean => timeS >= fitEpochS && timeS < fitEpochS + 365 * 86_400

/** A recording with nothing but what is given; `sessions` and `samples` always are. */
export const recordingOf = (
  given: Pick<Recording, 'startTimeS' | 'endTimeS' | 'sport' | 'sessions' | 'samples'> & Partial<Recording>,
): Recording => ({
  segment: 0,
  clock: isDeadClock(given.startTimeS) ? 'unknown' : 'set',
  utcOffsetS: null,
  name: null,
  device: noDevice,
  sessionsRecorded: true,
  laps: [],
  lengths: [],
  events: [],
  pauses: [],
  rrMs: new Float64Array(0),
  ...given,
  flags: [...(given.flags ?? []), ...(isDeadClock(given.startTimeS) ? (['clock_not_set'] as const) : [])],
})

/** The contents of a file that is not FIT; counts follow from the recordings where they are not given. */
export function contentsOf(
  given: Pick<FileContents, 'format' | 'kind'> & Partial<Omit<FileContents, 'counts'>>,
  counts: Partial<RecordCounts>,
): FileContents {
  const recordings = given.recordings ?? []
  return {
    title: null,
    device: recordings[0]?.device ?? noDevice,
    createdAtS: null,
    segments: [],
    wellness: null,
    outline: null,
    ...given,
    flags: [...new Set([...(given.flags ?? []), ...recordings.flatMap((r) => r.flags)])],
    recordings,
    counts: {
      ...noCounts,
      sessions: recordings.reduce((n, r) => n + (r.sessionsRecorded ? r.sessions.length : 0), 0),
      laps: recordings.reduce((n, r) => n + r.laps.length, 0),
      records: recordings.reduce((n, r) => n + r.samples.n, 0),
      ...counts,
    },
  }
}
