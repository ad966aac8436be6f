import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sampleFit } from '@rc/services/ingest/sample-files'
import { createFuzz, type FuzzRequest, type OpenApiDocument, type Operation } from '@rc/testing/openapi'
import { demoDays } from '@rc/sandbox/demo/demo-athlete'
import { settleIn } from '@rc/sandbox/demo/settle-in'
import { openAppliance } from '@rc/sandbox/demo/appliance'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import { isRunning } from '../process-id.ts'
import { startTrial, type Trial } from '../trial/start-trial.ts'

export const needsStores = true

/** Waits for the network for ever, or would end who the fuzz runs as. */
const left = new Set(['getEvents', 'logOut', 'endSession', 'setUp', 'logIn', 'acceptInvitation'])
/** What depends on somebody outside may say so: whoever is asked for here is away. */
const outsiders = /"code":"vendor_/

export interface FuzzOutcome {
  requests: number
  byStatus: Map<number, number>
  /** Operation and what was wrong, with how often. */
  complaints: Map<string, number>
}

/** ./scripts/bench fuzz [--requests N] [--seed N]: requests out of the OpenAPI document against the running appliance. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { requests: { type: 'string', default: '20000' }, seed: { type: 'string', default: '20261121' } },
  })
  const startedAt = performance.now()
  const outcome = await fuzzAppliance({ requests: Number(values.requests), seed: Number(values.seed) })
  const statuses = [...outcome.byStatus].sort(([a], [b]) => a - b).map(([status, n]) => `${n} × ${status}`)
  console.log(
    `${outcome.requests} requests in ${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${statuses.join(', ')}`,
  )
  for (const [complaint, times] of outcome.complaints) console.log(`${times} × ${complaint}`)
  console.log(outcome.complaints.size === 0 ? 'every answer is as the document says' : 'NOT as the document says')
  if (outcome.complaints.size > 0) process.exitCode = 1
}

export async function fuzzAppliance({ requests, seed }: { requests: number; seed: number }): Promise<FuzzOutcome> {
  const trial = await startTrial()
  const outcome: FuzzOutcome = { requests: 0, byStatus: new Map(), complaints: new Map() }
  const count = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  try {
    const [worker] = await Promise.all([trial.start('worker'), trial.start('api')])
    const cookie = await moveIn(trial)
    const fuzz = createFuzz((await (await fetch(`${trial.baseUrl}/api/v1/openapi.json`)).json()) as OpenApiDocument)
    const operations = fuzz.operations.filter(({ operationId }) => !left.has(operationId))
    const each = Math.ceil(requests / operations.length)
    const queue = interleave(
      operations.map((operation, i) =>
        fuzz.sample(operation, { count: each, seed: seed + i }).map((request) => ({ operation, request })),
      ),
    ).slice(0, requests)
    const sender = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const { operation, request } = next
        const answer = await send(trial, cookie, request)
        outcome.requests++
        count(outcome.byStatus, answer.status)
        const complaint =
          answer.text === null
            ? 'the answer broke off'
            : outsiders.test(answer.text)
              ? null
              : fuzz.judge(operation, { ...answer, text: answer.text })
        if (complaint) count(outcome.complaints, describe(operation, complaint))
      }
    }
    // No more than the appliance writes exports at once.
    await Promise.all([sender(), sender()])
    if (!isRunning(worker.process)) count(outcome.complaints, 'the worker has ended')
    return outcome
  } finally {
    await trial.stop()
  }
}

const describe = ({ operationId }: Operation, complaint: string) => `${operationId}: ${complaint.slice(0, 400)}`

/** One of each in turn, so that what one operation leaves behind is there for the others. */
function interleave<T>(lists: T[][]): T[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat()
}

/** An account with a little of everything; its session cookie. */
async function moveIn({ baseUrl, config }: Trial): Promise<string> {
  const appliance = openAppliance(baseUrl)
  const code = readFileSync(join(config.dataDir, 'setup-code'), 'utf8').trim()
  const account = await settleIn(appliance, code, demoDays('2026-11-20', 1))
  const files = [0, 1, 2].map((i) => ({
    name: `run${i}.fit`,
    bytes: sampleFit({ startS: 1_790_000_000 + i * 86_400 }),
  }))
  await uploadAll(appliance, 'fuzz', files)
  const response = await fetch(`${baseUrl}/api/v1/auth/login`, {
    method: 'POST',
    headers: { origin: new URL(baseUrl).origin, 'content-type': 'application/json' },
    body: JSON.stringify(account),
  })
  return response.headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

async function send({ baseUrl }: Trial, cookie: string, { method, path, json, bytes }: FuzzRequest) {
  const response = await fetch(`${baseUrl}/api/v1${path}`, {
    method,
    headers: {
      cookie,
      origin: new URL(baseUrl).origin,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
  })
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text: await response.text().catch(() => null),
  }
}
