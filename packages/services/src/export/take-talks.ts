import { takeTalk, type PortableTalk } from '@rc/db/queries/portable-talks'
import { cleanMemo, isEmptyMemo } from '@rc/planning'
import { z } from 'zod'
import { noAnswer, type AnswerAbout } from '../ai/answer.ts'
import type { Deps } from '../deps.ts'
import { linesOf } from './lines-of.ts'

const instant = z.iso.datetime({ offset: true })
const micro = z.int().min(0).max(9_000_000_000_000)
const word = z.string().max(200)
const tokens = z.int32().min(0).nullable()

/** As a page can show it; what an answer of another shape said of itself is left out. */
const answer = z.looseObject({
  by: z.enum(['rules', 'model', 'card']),
  model: z.string().nullable(),
  why: z.string().nullable(),
  say: z.string().nullable(),
  reasons: z.array(z.string()),
  facts: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  proposal: z
    .object({
      kind: z.enum(['plan', 'change']),
      planId: z.string(),
      version: z.int(),
      hash: z.string(),
      baseVersion: z.int().nullable(),
    })
    .nullable(),
  repaired: z.array(z.looseObject({ id: z.string(), severity: z.string() })),
  left: z.array(z.object({ at: z.string(), reason: z.string(), said: z.string().nullable() })),
  questions: z.array(z.string()),
  citations: z.array(
    z.object({
      chunkId: z.string(),
      key: z.string(),
      title: z.string(),
      text: z.string(),
      source: z.string(),
      isUploaded: z.boolean(),
    }),
  ),
  costMicroUsd: micro.nullable(),
  askedAgain: z.boolean(),
  stopped: z.boolean(),
})

const run = z.object({
  run_id: z.string().min(1).max(64),
  nth: z.int().min(0).nullable(),
  kind: z.enum(['turn', 'again', 'probe', 'embed', 'question']),
  state: z.enum(['reserved', 'settled']),
  month: z.string().regex(/^\d{4}-\d{2}$/),
  provider: word,
  host: word,
  model_requested: word,
  model_reported: word.nullable(),
  prompt_version: word,
  rules_version: word,
  request: z.string().nullable(),
  request_sha256: word,
  response: z.string().nullable(),
  request_id: word.nullable(),
  stop_reason: word.nullable(),
  error_code: word.nullable(),
  input_tokens: tokens,
  cached_input_tokens: tokens,
  cache_write_tokens: tokens,
  output_tokens: tokens,
  reasoning_tokens: tokens,
  price: z.record(z.string(), z.number()),
  reserved_micro_usd: micro,
  cost_micro_usd: micro.nullable(),
  tries: z.int32().min(0),
  latency_ms: z.int32().nullable(),
  created_at: instant,
})

const portableTalk = z.object({
  talk: z
    .object({
      key: z.string().min(1).max(64),
      title: z.string().max(200),
      planId: z.string().max(64).nullable(),
      memo: z.record(z.string(), z.unknown()).nullable(),
      memoThrough: z.int().min(0),
      createdAt: instant,
      updatedAt: instant,
    })
    .nullable(),
  messages: z.array(
    z.object({
      role: z.enum(['athlete', 'coach']),
      state: z.enum(['done', 'failed']),
      text: z.string().max(20_000),
      about: z.unknown(),
      createdAt: instant,
    }),
  ),
  runs: z.array(run),
})

/** Brings back talks and the ledger of what models have cost; lines that are none are left out. */
export async function takeTalkLines(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  for await (const line of linesOf(bytes)) {
    const talk = readTalk(line)
    if (talk) await database.asUser(userId, (tenant) => takeTalk(tenant, talk))
  }
}

const failed: AnswerAbout = { ...noAnswer, why: 'internal' }

function readTalk(line: string): PortableTalk | null {
  try {
    // Postgres keeps no NUL in JSON.
    const { talk, messages, runs } = portableTalk.parse(line.includes('\\u0000') ? null : JSON.parse(line))
    const memo = talk?.memo ? cleanMemo(talk.memo) : null
    return {
      talk: talk && { ...talk, memo: memo === null || isEmptyMemo(memo) ? null : memo },
      messages: messages.map(({ about, ...message }) => ({
        ...message,
        about: message.role === 'athlete' ? {} : (answer.safeParse(about).data ?? failed),
      })),
      runs,
    }
  } catch {
    return null
  }
}
