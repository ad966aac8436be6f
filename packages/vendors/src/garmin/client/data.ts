import type { Door } from '@rc/domain'
import { readData, requireAnswered, send, type Answer, type Outside } from './http.ts'

/** What the Connect app says of itself. */
const appHeaders = {
  'user-agent': 'GCM-Android-5.23',
  'x-garmin-user-agent':
    'com.garmin.android.apps.connectmobile/5.23; ; Google/sdk_gphone64_arm64/google; Android/33; Dalvik/2.1.0',
  'x-garmin-paired-app-version': '10861',
  'x-garmin-client-platform': 'Android',
  'x-app-ver': '10861',
  'x-lang': 'en',
  'x-gcexperience': 'GC5',
}

export interface DataHost {
  door: Door
  baseUrl: string
}

const headersOf = (door: Door, bearer: string) => ({
  ...(door === 'connect' ? appHeaders : {}),
  authorization: `Bearer ${bearer}`,
  accept: 'application/json, application/x-zip-compressed, */*',
})

/** One call with a bearer, whatever it answers. */
export const askRaw = (outside: Outside, { door, baseUrl }: DataHost, bearer: string, path: string): Promise<Answer> =>
  send(outside, { url: baseUrl + path, headers: headersOf(door, bearer) })

/** Something to be changed at the vendor. */
export interface Write {
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
}

/** Changes something; the JSON of the answer, null for "nothing". Throws as `readData` does; without an answer nobody knows whether it was done. */
export async function writeData(
  outside: Outside,
  { door, baseUrl }: DataHost,
  bearer: string,
  { method, path, body }: Write,
): Promise<unknown> {
  const json = body === undefined ? {} : { body: JSON.stringify(body) }
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const headers = { ...headersOf(door, bearer), ...type }
  return readData(await send(outside, { method, url: baseUrl + path, headers, ...json }), outside.nowMs())
}

/** The JSON of an answer, null for "nothing"; throws as `readData` does. */
export async function askData(outside: Outside, host: DataHost, bearer: string, path: string): Promise<unknown> {
  return readData(await askRaw(outside, host, bearer, path), outside.nowMs())
}

/** The bytes of a file; throws as `readData` does. */
export async function askBytes(outside: Outside, host: DataHost, bearer: string, path: string): Promise<Uint8Array> {
  const answer = await askRaw(outside, host, bearer, path)
  requireAnswered(answer, outside.nowMs())
  return answer.bytes
}
