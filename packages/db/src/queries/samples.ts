import type { Writable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { channels, channelNames, withDeveloperChannels, type Channel, type SampleColumns } from '@rc/domain'
import type { Tenant } from '../database.ts'
import { copyOut } from './copy-out.ts'
import { decodeSamples, stampActivity, type EncodedSamples } from './sample-codec.ts'

/** One write to the socket. Larger ones would be copied more often than they save. */
const CHUNK_BYTES = 256 * 1024

/**
 * Adds the samples of an activity that has none. Needs a login as rc_ingest: only this role may add rows, and it can do
 * nothing else, so that the transaction is rc_app again at once.
 */
export async function writeSamples({ sql }: Tenant, activityId: number, samples: EncodedSamples): Promise<void> {
  if (samples.n === 0) return
  stampActivity(samples, activityId)
  const become = sql.unsafe('set local role rc_ingest').execute()
  const copy = `copy activity_samples (${samples.columns.join(', ')}) from stdin with (format binary)`
  await send(await sql.unsafe(copy).writable(), samples.payload)
  await become
  await sql.unsafe('set local role rc_app')
}

/**
 * Hands the payload over. Whether the server accepted it, the next statement of the transaction tells: the driver forgets
 * the stream with its end, and what goes wrong after that reaches nobody through it.
 */
async function send(stream: Writable, payload: Uint8Array): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => stream.once('error', reject))
  for (let at = 0; at < payload.length; at += CHUNK_BYTES) {
    const written = new Promise<void>((resolve) =>
      stream.write(payload.subarray(at, at + CHUNK_BYTES), () => resolve()),
    )
    await Promise.race([written, failed])
  }
  stream.end()
  await Promise.race([setImmediate(), failed])
}

/** Removes the samples of these activities; the times they span keep other chunks out of it. */
export async function removeSamples({ sql }: Tenant, activityIds: number[]): Promise<void> {
  if (activityIds.length === 0) return
  const [span] = await sql<{ first: string | null; last: string | null }[]>`
    select min(samples_from)::text as first, max(samples_to)::text as last from activities where id = any(${activityIds}::int[])`
  if (!span?.first || !span.last) return
  await sql.unsafe(
    `delete from own_activity_samples where activity_id in (${activityIds.map(wholeNumber).join(', ')})
       and time >= '${span.first}' and time <= '${span.last}'`,
  )
}

/**
 * The samples of one activity as columns, in file order. Channels it has no value of are left out; those that only a sensor
 * app measured are there like the device's own.
 */
export async function readSampleColumns(
  { sql }: Tenant,
  activityId: number,
  wanted: readonly Channel[] = channelNames,
): Promise<SampleColumns> {
  const [activity] = await sql<StoredSamples[]>`
    select sample_count as n, channels, samples_from::text as first, samples_to::text as last,
      (select json_object_agg(d.channel, d.value) from activity_developer_channels d
        where d.activity_id = a.id and d.channel <> all(a.channels)) as developer
    from activities a where id = ${activityId}`
  if (!activity?.first || !activity.last) return { n: 0, timeS: new Float64Array(), channels: {} }
  const present = channels.filter(({ name }) => wanted.includes(name) && activity.channels.includes(name))
  const bytes = await copyOut(
    sql,
    `copy (select ${['time', ...present.map((c) => c.column)].join(', ')} from own_activity_samples
       where activity_id = ${wholeNumber(activityId)} and time >= '${activity.first}' and time <= '${activity.last}' order by seq)
     to stdout with (format binary)`,
  )
  const names = present.map((c) => c.name)
  const developer = Object.entries(activity.developer ?? {}).filter(([name]) => wanted.includes(name as Channel))
  return withDeveloperChannels(
    decodeSamples(bytes, names, activity.n),
    Object.fromEntries(developer.map(([name, value]) => [name, Float64Array.from(value, (v) => v ?? Number.NaN)])),
  )
}

/** Beat-to-beat intervals of an activity, ms, in order; empty where no strap told them. */
export async function readBeats({ sql }: Tenant, activityId: number): Promise<number[]> {
  const [row] = await sql<{ rrMs: number[] }[]>`
    select to_json(rr_ms) as "rrMs" from activity_rr where activity_id = ${activityId}`
  return row?.rrMs ?? []
}

interface StoredSamples {
  n: number
  channels: string[]
  first: string | null
  last: string | null
  developer: Record<string, (number | null)[]> | null
}

/** COPY and chunk exclusion take no parameters, so that numbers go into the text: only numbers. */
function wholeNumber(id: number): string {
  if (!Number.isSafeInteger(id)) throw new TypeError('not an id')
  return String(id)
}
