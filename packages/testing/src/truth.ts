import type { FileContents, Outcome, Recording, Session } from '@rc/domain'
import type { CorpusFile } from './corpus.ts'
import {
  channelDigest,
  lengthSummary,
  positionCount,
  rrSummary,
  timeSummary,
  trackLengthM,
  wellnessSummary,
  type Digest,
} from './observe.ts'

/** One entry of TRUTH.json; which of these a file has depends on its format. */
export interface Truth {
  counts?: Record<string, number>
  sessions?: Record<string, number | null>[]
  series?: Record<'hr' | 'power' | 'distance_cm' | 'speed_mm_s', Digest>
  record_time?: Record<string, number | null>
  positions?: number
  rr?: Record<string, number | string>
  lengths_detail?: Record<string, number>
  laps_detail?: { n: number; sum_timer_s: number; sum_distance_m: number; first3: Record<string, number | null>[] }
  wellness?: Record<string, unknown>
  structural?: {
    data_size: number | null
    header_crc: string | null
    file_crc: string | null
    truncated_bytes: number | null
    error: string | null
  }[]
  by_construction?: Record<string, unknown>
  hr_after_hr_message_merge?: { hr_after: number; sum: number; sha1: string }
  file_id?: { type?: number | null }[]
  activities?: Record<string, unknown>[]
  courses?: number
  tracks?: number
  segments?: number
  routes?: number
  points?: number
  points_with_time?: number
  first_time?: number | null
  last_time?: number | null
  hr?: Digest
  power?: Digest
  ele_n?: number
  haversine_m_R6371000_within_segments?: number
  time_backward?: number
  derived_from?: string
  rows?: number
}

/**
 * Compares what was understood of a corpus file with what is known of it and returns each difference in words. `found` is what the
 * decoder gave, or the same shape put together from database rows. `truths` finds the truth of the file a CSV was derived from.
 */
export function compareWithTruth(
  file: Pick<CorpusFile, 'kind' | 'family' | 'truth'>,
  found: Outcome<FileContents>,
  truths: (file: string) => Truth | undefined = () => undefined,
): string[] {
  const truth = file.truth as Truth
  const built = truth.by_construction
  if (built?.['reject'] || built?.['reject_or_empty']) {
    return found.ok && found.value.recordings.length > 0 ? ['an activity was read from nothing'] : []
  }
  if (found.ok && built?.['hostile'] && found.value.flags.includes('limit_reached')) return []
  if (!found.ok) {
    if (built?.['hostile'] || (file.kind === 'csv' && file.family !== 'csv_coros_style')) return []
    return [`unreadable: ${found.missing.join(' ')}`]
  }
  const check = createCheck()
  switch (file.kind) {
    case 'fit':
      compareFit(check, truth, found.value)
      break
    case 'tcx':
      compareTcx(check, truth, found.value)
      break
    case 'gpx':
      compareGpx(check, truth, found.value)
      break
    case 'csv':
      compareCsv(check, truth, found.value, truths(truth.derived_from ?? ''))
      break
    default:
      check.equal('kind of file', file.kind, 'fit, tcx, gpx or csv')
  }
  return check.differences
}

interface Check {
  differences: string[]
  /** Deep equality of everything the expected value has. */
  equal(what: string, actual: unknown, expected: unknown): void
  /** Both missing, or within `tolerance`. */
  close(what: string, actual: number | null | undefined, expected: number | null | undefined, tolerance: number): void
}

function createCheck(): Check {
  const differences: string[] = []
  const fail = (what: string, actual: unknown, expected: unknown) =>
    differences.push(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`)
  const check: Check = {
    differences,
    equal(what, actual, expected) {
      if (expected !== null && typeof expected === 'object') {
        const [a, e] = [actual as Record<string, unknown> | null | undefined, expected as Record<string, unknown>]
        if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length))
          fail(what, actual, expected)
        else for (const key of Object.keys(e)) check.equal(`${what}.${key}`, a?.[key], e[key])
      } else if ((actual ?? null) !== (expected ?? null)) fail(what, actual, expected)
    },
    close(what, actual, expected, tolerance) {
      const bothMissing = (actual ?? null) === null && (expected ?? null) === null
      if (!bothMissing && !(Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN)) <= tolerance))
        fail(what, actual, expected)
    },
  }
  return check
}

/** Half the resolution of a stored field, and room for the float a database may keep it in. */
const [millisecond, centimetre, millimetrePerS] = [0.0006, 0.006, 0.0006]

/** File types whose samples are not an activity's: such a file passes when it is kept and named. */
const isActivityType = (truth: Truth): boolean =>
  truth.file_id?.some((id) => id.type === 4 || (id.type ?? null) === null) ?? false

function compareFit(check: Check, truth: Truth, found: FileContents): void {
  compareDamage(check, truth, found)
  const built = truth.by_construction
  if (built) compareConstruction(check, built, found)
  if (built?.['salvage'] || isNeverFinished(truth)) return
  check.equal('counts', countsOf(found), truth.counts)
  if (truth.wellness) compareWellness(check, truth.wellness, found)
  const { recordings } = found
  if (recordings.length === 0 && !isActivityType(truth)) return

  compareSessions(check, truth.sessions ?? [], sessionsOf(recordings))
  compareTimes(check, truth.record_time, found)
  check.equal('positions', positionCount(recordings), truth.positions)
  check.equal('rr', rrSummary(recordings), truth.rr)
  check.equal('lengths_detail', lengthSummary(recordings), truth.lengths_detail)
  if (truth.laps_detail) compareLaps(check, truth.laps_detail, recordings)
  const merged = truth.hr_after_hr_message_merge
  const hr = merged ? { n: merged.hr_after, sum: merged.sum, sha1: merged.sha1 } : truth.series?.hr
  compareSeries(check, truth.series && hr && { ...truth.series, hr }, recordings)
}

/** A header that says "no data follows" before data: the truth stops there, we salvage and flag (compareDamage holds us to it). */
const isNeverFinished = (truth: Truth): boolean =>
  truth.structural?.some((s, i, all) => s.data_size === 0 && (all[i + 1]?.error ?? null) !== null) ?? false

function compareDamage(check: Check, truth: Truth, found: FileContents): void {
  const damage = ['crc_bad', 'crc_missing', 'truncated', 'segment_bad', 'trailing_bytes', 'limit_reached'] as const
  const isDamaged = truth.structural?.some(
    (s) => s.file_crc !== 'ok' || (s.truncated_bytes ?? 0) > 0 || s.error !== null,
  )
  const isFlagged = damage.some((flag) => found.flags.includes(flag))
  if (isDamaged && !isFlagged) check.equal('damage flagged', found.flags, damage)
  const isOdd = truth.structural?.some((s) => s.header_crc === 'bad')
  if (!isDamaged && !isOdd && isFlagged) check.equal('flags of a sound file', found.flags.join(' '), '')
}

const countsOf = ({ counts }: FileContents) => ({
  sessions: counts.sessions,
  laps: counts.laps,
  records: counts.records,
  lengths: counts.lengths,
  events: counts.events,
  rr_intervals: counts.rrIntervals,
  hr_mesgs: counts.hrMessages,
})

/** Samples whose time is not the file's own stand between their neighbours, so that they hide steps but no bounds. */
function compareTimes(check: Check, expected: Truth['record_time'], { recordings, counts }: FileContents): void {
  const { n, first, last, min, max, ...steps } = timeSummary(recordings, counts.timedRecords > 0)
  const isOwn = counts.timedRecords === n
  const { n: count, first: f, last: l, min: least, max: most, ...expectedSteps } = expected ?? {}
  check.equal('record_time', [counts.timedRecords, first, last, min, max], [count, f, l, least, most])
  if (isOwn) check.equal('record_time', steps, expectedSteps)
}

/** The sessions the file wrote; the ones made from samples are ours and have no truth. */
const sessionsOf = (recordings: readonly Recording[]): Session[] =>
  recordings.flatMap((r) => (r.sessionsRecorded ? r.sessions : []))

function compareSessions(check: Check, expected: Record<string, number | null>[], found: readonly Session[]): void {
  check.equal('sessions', found.length, expected.length)
  for (const [i, session] of found.entries()) {
    const truth = expected[i] ?? {}
    const what = (field: string) => `sessions.${i}.${field}`
    check.equal(what('sport'), session.fitSport, truth['sport'])
    check.equal(what('sub_sport'), session.fitSubSport, truth['sub_sport'])
    check.equal(what('start_time'), session.startTimeS, truth['start_time'])
    check.equal(what('timestamp'), session.timestampS, truth['timestamp'])
    check.close(what('total_elapsed_time'), session.elapsedS, truth['total_elapsed_time'], millisecond)
    check.close(what('total_timer_time'), session.timerS, truth['total_timer_time'], millisecond)
    check.close(what('total_distance'), session.distanceM, truth['total_distance'], centimetre)
    check.equal(what('avg_hr'), session.avgHrBpm, truth['avg_hr'])
    check.equal(what('max_hr'), session.maxHrBpm, truth['max_hr'])
    check.equal(what('avg_power'), session.avgPowerW, truth['avg_power'])
    check.equal(what('max_power'), session.maxPowerW, truth['max_power'])
    check.close(what('avg_speed'), session.avgSpeedMps, truth['avg_speed'], millimetrePerS)
    check.equal(what('total_ascent'), session.ascentM, truth['total_ascent'])
    check.equal(what('total_descent'), session.descentM, truth['total_descent'])
    check.close(what('pool_length'), session.poolLengthM, truth['pool_length'], centimetre)
    check.equal(what('num_laps'), session.numLaps, truth['num_laps'])
    check.equal(what('num_lengths'), session.numLengths, truth['num_lengths'])
  }
}

function compareLaps(check: Check, truth: NonNullable<Truth['laps_detail']>, recordings: readonly Recording[]): void {
  const laps = recordings.flatMap((r) => r.laps)
  check.equal('laps_detail.n', laps.length, truth.n)
  const total = (of: 'timerS' | 'distanceM') => laps.reduce((sum, lap) => sum + (lap[of] ?? 0), 0)
  check.close('laps_detail.sum_timer_s', total('timerS'), truth.sum_timer_s, millisecond * Math.max(1, laps.length))
  check.close(
    'laps_detail.sum_distance_m',
    total('distanceM'),
    truth.sum_distance_m,
    centimetre * Math.max(1, laps.length),
  )
  for (const [i, lap] of truth.first3.entries()) {
    const found = laps[i]
    const what = (field: string) => `laps_detail.first3.${i}.${field}`
    check.equal(what('start_time'), found?.startTimeS, lap['start_time'])
    check.close(what('timer_s'), found?.timerS, lap['timer_s'], millisecond)
    check.close(what('distance_m'), found?.distanceM, lap['distance_m'], centimetre)
    check.equal(what('avg_hr'), found?.avgHrBpm, lap['avg_hr'])
    check.equal(what('avg_power'), found?.avgPowerW, lap['avg_power'])
  }
}

function compareSeries(check: Check, expected: Truth['series'], recordings: readonly Recording[]): void {
  check.equal('series.hr', channelDigest(recordings, 'hrBpm'), expected?.hr)
  check.equal('series.power', channelDigest(recordings, 'powerW'), expected?.power)
  check.equal('series.distance_cm', channelDigest(recordings, 'distanceM', 100), expected?.distance_cm)
  check.equal('series.speed_mm_s', channelDigest(recordings, 'speedMps', 1000), expected?.speed_mm_s)
}

function compareWellness(check: Check, expected: Record<string, unknown>, found: FileContents): void {
  const summary = wellnessSummary(found)
  for (const [name, value] of Object.entries(expected)) check.equal(`wellness.${name}`, summary[name], value)
}

/** What a synthetic file was built from. */
function compareConstruction(check: Check, built: Record<string, unknown>, found: FileContents): void {
  const { recordings, counts, wellness } = found
  const hr = channelDigest(recordings, 'hrBpm')
  const power = channelDigest(recordings, 'powerW')
  const time = timeSummary(recordings, counts.timedRecords > 0)
  const session = sessionsOf(recordings)[0]
  const steps = found.outline?.['steps'] as { name: string | null }[] | undefined
  const observed: Record<string, unknown> = {
    sessions: counts.sessions,
    laps: counts.laps,
    records: counts.records,
    records_if_salvaged: counts.records,
    hr_mesgs: counts.hrMessages,
    hr_n: hr.n,
    hr_sum: hr.sum,
    power_n: power.n,
    power_sum: power.sum,
    segments: found.segments.length,
    last_record: time.last,
    backward_steps: time.backward_steps,
    duplicates: time.duplicate_steps,
    gaps_over_60s: time.gaps_over_60s,
    start_time: session?.startTimeS,
    distance_m: session?.distanceM,
    avg_hr: session?.avgHrBpm,
    max_hr: session?.maxHrBpm,
    wkt_name: found.title,
    steps: steps?.length,
    hr: wellness && [...wellness.hrBpm.timeS].map((t, i) => [t, wellness.hrBpm.value[i]]),
    sleep_levels: wellness && [...wellness.sleepStages.value],
    hrv_values_n: wellness?.hrvRmssdMs.value.length,
    hrv_values_sum: wellness?.hrvRmssdMs.value.reduce((a, b) => a + b, 0),
  }
  for (const [name, value] of Object.entries(built)) {
    if (name in observed) check.equal(`by_construction.${name}`, observed[name], value)
  }
  const prefix = built['step0_name_prefix']
  if (typeof prefix === 'string' && !steps?.[0]?.name?.startsWith(prefix)) {
    check.equal('by_construction.step0_name_prefix', steps?.[0]?.name, prefix)
  }
  if (JSON.stringify(found.outline)?.includes('\uFFFD'))
    check.equal('by_construction: names', found.outline, 'no U+FFFD')
}

function compareTcx(check: Check, truth: Truth, found: FileContents): void {
  const parts = found.recordings.flatMap((recording) =>
    recording.sessions.map((session, i) => ({ session, legs: legOf(recording, i) })),
  )
  const expected = truth.activities ?? []
  check.equal('activities', parts.length, expected.length)
  check.equal('courses', found.outline?.['courses'] ?? 0, truth.courses)
  for (const [i, { session, legs }] of parts.entries()) {
    const activity = expected[i] ?? {}
    const what = (field: string) => `activities.${i}.${field}`
    const number = (field: string) => activity[field] as number | null
    const time = timeSummary([legs], true)
    const distance = [...(legs.samples.channels.distanceM ?? [])].filter((d) => !Number.isNaN(d))
    check.equal(what('laps'), legs.laps.length, activity['laps'])
    check.equal(what('lap0_start'), legs.laps[0]?.startTimeS, activity['lap0_start'])
    check.close(what('total_time_s'), session.timerS ?? 0, number('total_time_s'), millisecond)
    check.close(what('distance_m'), session.distanceM ?? 0, number('distance_m'), centimetre)
    check.close(what('calories'), session.caloriesKcal ?? 0, number('calories'), 0.5)
    check.equal(what('trackpoints'), legs.samples.n, activity['trackpoints'])
    check.equal(what('positions'), positionCount([legs]), activity['positions'])
    check.close(what('first_time'), time.first, number('first_time'), millisecond)
    check.close(what('last_time'), time.last, number('last_time'), millisecond)
    check.equal(what('time_backward'), time.backward_steps, activity['time_backward'])
    check.equal(what('hr'), channelDigest([legs], 'hrBpm'), activity['hr'])
    check.equal(what('watts'), channelDigest([legs], 'powerW'), activity['watts'])
    check.equal(what('distance_n'), distance.length, activity['distance_n'])
    check.close(what('distance_last'), distance.at(-1), number('distance_last'), centimetre)
  }
}

/** The part of a recording that belongs to its session `index`, by time; the whole where there is one. */
function legOf(recording: Recording, index: number): Recording {
  const { sessions, samples, laps } = recording
  if (sessions.length === 1) return recording
  const from = index === 0 ? -Infinity : (sessions[index]?.startTimeS ?? -Infinity)
  const to = sessions[index + 1]?.startTimeS ?? Infinity
  const isInside = (timeS: number | null) => timeS !== null && timeS >= from && timeS < to
  const rows = [...samples.timeS.keys()].filter((row) => isInside(samples.timeS[row]!))
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!)
  return {
    ...recording,
    laps: laps.filter((lap) => isInside(lap.startTimeS)),
    samples: {
      n: rows.length,
      timeS: pick(samples.timeS),
      channels: Object.fromEntries(Object.entries(samples.channels).map(([name, column]) => [name, pick(column)])),
    },
  }
}

function compareGpx(check: Check, truth: Truth, found: FileContents): void {
  const { recordings, outline, counts } = found
  for (const part of ['tracks', 'segments', 'routes'] as const) check.equal(part, outline?.[part], truth[part])
  check.equal('points', counts.records, truth.points)
  check.equal('points_with_time', counts.timedRecords, truth.points_with_time)
  if (recordings.length === 0) return
  const time = timeSummary(recordings, true)
  check.close('first_time', time.first, truth.first_time, millisecond)
  check.close('last_time', time.last, truth.last_time, millisecond)
  check.equal('time_backward', time.backward_steps, truth.time_backward)
  check.equal('hr', channelDigest(recordings, 'hrBpm'), truth.hr)
  check.equal('power', channelDigest(recordings, 'powerW'), truth.power)
  check.equal('ele_n', channelDigest(recordings, 'altitudeM').n, truth.ele_n)
  const covered = recordings.reduce((sum, recording) => sum + trackLengthM(recording), 0)
  check.close('haversine_m', covered, truth.haversine_m_R6371000_within_segments, 0.1)
}

/** A converted CSV has the records of the FIT file it came from, and its first session. */
function compareCsv(check: Check, truth: Truth, found: FileContents, source: Truth | undefined): void {
  check.equal('rows', found.counts.records, truth.rows)
  if (!source) return
  compareTimes(check, source.record_time, found)
  compareSeries(check, source.series, found.recordings)
  const sessions = sessionsOf(found.recordings)
  // The converter leaves the session's own timestamp out.
  const expected = (source.sessions ?? []).map((s, i) => ({ ...s, timestamp: sessions[i]?.timestampS ?? null }))
  compareSessions(check, expected, sessions)
}
