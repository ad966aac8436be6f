import { copyOut } from '@rc/db/queries/copy-out'
import {
  channels,
  type Channel,
  type Lap,
  type Length,
  type Recording,
  type SampleColumns,
  type Session,
} from '@rc/domain'
import type postgres from 'postgres'

interface StoredActivity {
  id: number
  clock: Recording['clock']
  startTimeS: number
  endTimeS: number
  utcOffsetS: number | null
  name: string | null
  manufacturer: string | null
  product: string | null
  serial: string | null
  sport: Recording['sport']
  sessionsRecorded: boolean
  pauses: number[]
  flags: Recording['flags']
}

const epoch = (column: string) => `extract(epoch from ${column})::float8`

/** The recordings of a file, put together again from their tables. */
export async function readRecordings(sql: postgres.Sql, rawFileId: number): Promise<Recording[]> {
  const start = 'coalesce(recorded_start_at, started_at)'
  const activities = await sql.unsafe<StoredActivity[]>(
    `select id, clock, ${epoch(start)} as "startTimeS", ${epoch(`${start} + (ended_at - started_at)`)} as "endTimeS",
       utc_offset_s as "utcOffsetS", name, device_manufacturer as manufacturer, device_product as product,
       device_serial as serial, sport, sessions_recorded as "sessionsRecorded", pauses, flags
     from activities where raw_file_id = $1 order by recording_index`,
    [rawFileId],
  )
  const recordings: Recording[] = []
  for (const [segment, activity] of activities.entries()) {
    const { id, manufacturer, product, serial, pauses, ...rest } = activity
    const at = (offsetS: number | undefined) => toMicrosecond(activity.startTimeS + (offsetS ?? 0))
    recordings.push({
      ...rest,
      segment,
      device: { manufacturer, product, serial },
      pauses: pauses.flatMap((offset, i): [number, number][] => (i % 2 === 0 ? [[at(offset), at(pauses[i + 1])]] : [])),
      sessions: await readSessions(sql, id),
      laps: await readLaps(sql, id),
      lengths: await readLengths(sql, id),
      events: await readEvents(sql, id),
      samples: await readSamples(sql, id),
      rrMs: await readBeats(sql, id),
    })
  }
  return recordings
}

const toMicrosecond = (timeS: number) => Math.round(timeS * 1e6) / 1e6

const totals = `${epoch('started_at')} as "startTimeS", ${epoch('timestamp_at')} as "timestampS", elapsed_s as "elapsedS",
  timer_s as "timerS", distance_m as "distanceM", avg_hr_bpm as "avgHrBpm", max_hr_bpm as "maxHrBpm", avg_power_w as "avgPowerW",
  max_power_w as "maxPowerW", avg_speed_mps as "avgSpeedMps", max_speed_mps as "maxSpeedMps", avg_cadence_rpm as "avgCadenceRpm",
  ascent_m as "ascentM", descent_m as "descentM", calories_kcal as "caloriesKcal"`

const readSessions = (sql: postgres.Sql, id: number) =>
  sql.unsafe<Session[]>(
    `select ${totals}, sport, fit_sport as "fitSport", fit_sub_sport as "fitSubSport", pool_length_m as "poolLengthM",
       num_laps as "numLaps", num_lengths as "numLengths"
     from activity_sessions where activity_id = $1 order by session_index`,
    [id],
  )

const readLaps = (sql: postgres.Sql, id: number) =>
  sql.unsafe<Lap[]>(
    `select ${totals}, trigger, intensity from activity_laps where activity_id = $1 order by lap_index`,
    [id],
  )

const readLengths = (sql: postgres.Sql, id: number) =>
  sql.unsafe<Length[]>(
    `select ${epoch('started_at')} as "startTimeS", elapsed_s as "elapsedS", timer_s as "timerS", active, strokes, stroke,
       avg_speed_mps as "avgSpeedMps"
     from activity_lengths where activity_id = $1 order by length_index`,
    [id],
  )

const readEvents = (sql: postgres.Sql, id: number) =>
  sql.unsafe<Recording['events']>(
    `select ${epoch('time')} as "timeS", event, event_type as "eventType", data::float8 as data
     from activity_events where activity_id = $1 order by event_index`,
    [id],
  )

async function readBeats(sql: postgres.Sql, id: number): Promise<Float64Array> {
  const [row] = await sql<{ rrMs: number[] }[]>`select rr_ms as "rrMs" from activity_rr where activity_id = ${id}`
  return Float64Array.from(row?.rrMs ?? [])
}

/** As text, so that nothing is shared with the way in, which is binary. */
async function readSamples(sql: postgres.Sql, id: number): Promise<SampleColumns> {
  const text = await copyOut(
    sql,
    `copy (select extract(epoch from time), ${channels.map(({ column }) => column).join(', ')}
       from activity_samples where activity_id = ${Number(id)} order by seq) to stdout`,
  )
  const lines = text.toString('utf8').split('\n').slice(0, -1)
  const timeS = new Float64Array(lines.length)
  const columns = channels.map(() => new Float64Array(lines.length))
  for (const [row, line] of lines.entries()) {
    const [time, ...values] = line.split('\t')
    timeS[row] = Number(time)
    for (const [i, value] of values.entries()) columns[i]![row] = value === String.raw`\N` ? Number.NaN : Number(value)
  }
  const present = channels.flatMap(({ name }, i): [Channel, Float64Array][] =>
    columns[i]!.every(Number.isNaN) ? [] : [[name, columns[i]!]],
  )
  return { n: lines.length, timeS, channels: Object.fromEntries(present) }
}
