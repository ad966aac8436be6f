import { randomBytes } from 'node:crypto'
import type { RawStore } from '@rc/services/raw-store'
import type postgres from 'postgres'

/** Ten years of an athlete who runs an hour a day. */
export const TEN_YEARS = 13_140_000

/** An hour of samples and an original file of `fileBytes` each day, for somebody who is there already. */
export async function fillAthlete(
  sql: postgres.Sql,
  rawStore: RawStore,
  { userId, samples, fileBytes = 100_000 }: { userId: number; samples: number; fileBytes?: number },
): Promise<void> {
  const days = Math.ceil(samples / 3600)
  await addOriginals(sql, rawStore, { userId, count: days, make: () => randomBytes(fileBytes) })
  await sql`insert into activities (user_id, source, sport, started_at, ended_at, local_date, reader_version,
      sample_count, samples_from, samples_to)
    select ${userId}, 'fit', 'running', at, at + interval '1 hour', at::date, 1, 3600, at, at + interval '1 hour'
    from (select timestamptz '2016-11-01' + day * interval '1 day' as at from generate_series(0, ${days - 1}::integer) day) days`
  await sql`insert into activity_samples
      (user_id, activity_id, seq, time, lat_deg, lon_deg, distance_m, altitude_m, speed_mps, hr_bpm, cadence_rpm, power_w)
    select ${userId}, (select min(id) from activities where user_id = ${userId}) + i / 3600, i % 3600,
      timestamptz '2016-11-01' + i / 3600 * interval '1 day' + i % 3600 * interval '1 s',
      37 + random() / 10, 127 + random() / 10, i % 3600 * 3.01, 20 + random() * 50, 2 + random() * 2, 120 + random() * 60,
      170 + random() * 10, 200 + random() * 80
    from generate_series(0, ${samples - 1}::integer) i`
}

/** Files in the raw store with their rows, as if they had been read. */
export async function addOriginals(
  sql: postgres.Sql,
  rawStore: RawStore,
  { userId, count, make }: { userId: number; count: number; make: (i: number) => Uint8Array },
): Promise<void> {
  for (let i = 0; i < count; i++) {
    const { sha256, bytes } = await rawStore.put([make(i)], Infinity)
    await sql`insert into garmin_raw_files (user_id, sha256, bytes, name) values (${userId}, ${sha256}, ${bytes}, ${`${i}.fit`})`
  }
}
