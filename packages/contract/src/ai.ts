import { aiSignals } from '@rc/domain'
import { z } from 'zod'
import { AiMemo } from './ai-memo.ts'
import { PlanFinding } from './plans.ts'
import { idParam, instant, jobStarted, json, localDate, noContent, route } from './route.ts'

const micro = z.int().min(0).max(9_000_000_000_000)

export const AiProbe = z
  .object({
    api: z.enum(['responses', 'chat']),
    /** How far the server can hold a model to a shape. */
    format: z.enum(['json_schema', 'json_object', 'text']),
    /** Null: it answered. */
    failure: z.string().nullable(),
    at: instant,
  })
  .meta({ id: 'AiProbe' })

export const AiSettings = z
  .object({
    provider: z.enum(['off', 'openai', 'compatible']),
    baseUrl: z.string(),
    hasKey: z.boolean(),
    chatModel: z.string(),
    planModel: z.string(),
    capMicroUsd: micro,
    retentionDays: z.int(),
    signals: z.array(z.enum(aiSignals)),
    probe: AiProbe.nullable(),
    agreedAt: instant.nullable(),
    /** Of this month, in the athlete's zone, `YYYY-MM`. */
    month: z.string(),
    spentMicroUsd: micro,
    /** Of what is not answered yet: the most it may cost. */
    heldMicroUsd: micro,
    /** A model answers: there is one, it is agreed to, and there is money left. Else why not. */
    answers: z.enum(['model', 'off', 'no_key', 'not_agreed', 'budget']),
    /** `near` from 80 % of the cap on. */
    budget: z.enum(['fine', 'near', 'spent']),
    /** May change the list of prices. */
    isOwner: z.boolean(),
  })
  .meta({ id: 'AiSettings' })
export type AiSettings = z.infer<typeof AiSettings>

const settings = { 200: json(AiSettings) }
const modelName = z.string().trim().min(1).max(120)

export const getAiSettings = route({
  method: 'get',
  path: '/ai/settings',
  scope: 'session',
  summary: 'Who drafts for the athlete, how far, and what it has cost this month',
  responses: settings,
})

export const putAiSettings = route({
  method: 'put',
  path: '/ai/settings',
  scope: 'session',
  summary: 'The key is sealed at once and never given back; absent: the one that is kept, empty: none',
  request: {
    body: json(
      z.object({
        provider: z.enum(['off', 'openai', 'compatible']),
        baseUrl: z.union([z.url({ protocol: /^https?$/ }).max(500), z.literal('')]),
        key: z.string().max(1000).optional(),
        chatModel: modelName,
        planModel: modelName,
        capMicroUsd: micro,
        retentionDays: z.int().min(0).max(3650),
        signals: z.array(z.enum(aiSignals)),
      }),
    ),
  },
  responses: settings,
})

export const testAi = route({
  method: 'post',
  path: '/ai/settings/test',
  scope: 'session',
  summary: 'Find out what the server can do; the outcome stands in `probe` when the job has ended',
  responses: { 202: jobStarted },
})

export const AiPrice = z
  .object({
    model: modelName,
    validFrom: localDate,
    /** All in millionths of a dollar for a million tokens. */
    input: micro,
    cachedInput: micro,
    cacheWrite: micro,
    output: micro,
    source: z.string().max(200),
  })
  .meta({ id: 'AiPrice' })
export type AiPrice = z.infer<typeof AiPrice>

const prices = { 200: json(z.object({ prices: z.array(AiPrice) })) }

export const listAiPrices = route({ method: 'get', path: '/ai/prices', responses: prices })
export const putAiPrice = route({
  method: 'put',
  path: '/ai/prices',
  scope: 'session',
  summary: 'A price from a day on; only the owner of the house',
  request: { body: json(AiPrice) },
  responses: prices,
})
export const removeAiPrice = route({
  method: 'delete',
  path: '/ai/prices',
  scope: 'session',
  request: { query: z.object({ model: modelName, validFrom: localDate }) },
  responses: { 204: noContent },
})

const left = z.object({ at: z.string(), reason: z.string(), said: z.string().nullable() })

/** What an answer is, beside its words. */
export const AnswerAbout = z
  .object({
    by: z.enum(['rules', 'model', 'card']),
    model: z.string().nullable(),
    /** Why the rules answered where a model was to. */
    why: z.string().nullable(),
    /** What the rules say; the words are in the message files. */
    say: z
      .enum([
        'plan',
        'no_plan',
        'which_goal',
        'less',
        'nothing_to_reduce',
        'tired',
        'references',
        'no_answer',
        'red_flag',
        'refused',
      ])
      .nullable(),
    reasons: z.array(z.string()),
    facts: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
    proposal: z
      .object({
        kind: z.enum(['plan', 'change']),
        planId: z.string(),
        version: z.int(),
        hash: z.string(),
        /** The revision it changes. */
        baseVersion: z.int().nullable(),
      })
      .nullable(),
    /** What the rules put right in it. */
    repaired: z.array(PlanFinding),
    left: z.array(left),
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
    /** Of all requests for it. */
    costMicroUsd: micro.nullable(),
    /** It was asked a second time, with what was wrong with the first answer. */
    askedAgain: z.boolean(),
    stopped: z.boolean(),
  })
  .meta({ id: 'AnswerAbout' })
export type AnswerAbout = z.infer<typeof AnswerAbout>

export const AiMessage = z
  .object({
    id: z.int(),
    role: z.enum(['athlete', 'coach']),
    state: z.enum(['waiting', 'streaming', 'done', 'failed']),
    text: z.string(),
    about: AnswerAbout.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'AiMessage' })
export type AiMessage = z.infer<typeof AiMessage>

export const AiConversation = z
  .object({ id: z.int(), title: z.string(), planId: z.string().nullable(), updatedAt: instant })
  .meta({ id: 'AiConversation' })
export type AiConversation = z.infer<typeof AiConversation>

export const listAiConversations = route({
  method: 'get',
  path: '/ai/conversations',
  responses: { 200: json(z.object({ conversations: z.array(AiConversation) })) },
})

export const getAiConversation = route({
  method: 'get',
  path: '/ai/conversations/{id}',
  request: { params: idParam },
  responses: { 200: json(AiConversation.extend({ memo: AiMemo.nullable(), messages: z.array(AiMessage) })) },
})

export const removeAiConversation = route({
  method: 'delete',
  path: '/ai/conversations/{id}',
  scope: 'session',
  request: { params: idParam },
  responses: { 204: noContent },
})

const question = {
  text: z.string().trim().min(1).max(2000),
  /** Null begins a new one. */
  conversationId: z.int().positive().nullable(),
  locale: z.enum(['ko', 'en']),
}

export const askCoach = route({
  method: 'post',
  path: '/ai/chat',
  scope: 'session',
  summary:
    'Ask; the answer is written by a job and told to open pages while it grows. Nothing it proposes counts unapproved',
  request: {
    body: json(
      z.object({
        ...question,
        /** Of the preview that was looked at: anything else is not sent (`conflict`). */
        bodySha256: z.string().length(64).optional(),
      }),
    ),
  },
  responses: { 202: json(z.object({ conversationId: z.int(), messageId: z.int() })) },
})

export const stopAnswer = route({
  method: 'post',
  path: '/ai/messages/{id}/stop',
  scope: 'session',
  request: { params: idParam },
  responses: { 204: noContent },
})

export const AiPreview = z
  .object({
    /** Where it would go. */
    url: z.string(),
    model: z.string(),
    /** The request body to the byte. */
    body: z.string(),
    bodySha256: z.string(),
    bytes: z.int(),
    /** The most it may cost. */
    reserveMicroUsd: micro,
  })
  .meta({ id: 'AiPreview' })
export type AiPreview = z.infer<typeof AiPreview>

export const previewQuestion = route({
  method: 'post',
  path: '/ai/preview',
  scope: 'session',
  summary: 'Exactly what would be sent for a question, without sending it; null while no model is set up',
  request: { body: json(z.object(question)) },
  responses: { 200: json(z.object({ preview: AiPreview.nullable() })) },
})

export const agreeToSend = route({
  method: 'post',
  path: '/ai/agree',
  scope: 'session',
  summary: 'The athlete has seen what is sent to this address',
  request: { body: json(z.object({ baseUrl: z.string().max(500) })) },
  responses: settings,
})
