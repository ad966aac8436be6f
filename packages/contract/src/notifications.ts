import { z } from 'zod'
import { instant, jobStarted, json, noContent, route } from './route.ts'

const kinds = ['email', 'webhook', 'ntfy'] as const
const address = z.url({ protocol: /^https?$/ }).max(500)

const email = z.object({
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535),
  /** `tls` from the first byte (465), `starttls` required (587), `none` only inside the house. */
  security: z.enum(['tls', 'starttls', 'none']),
  username: z.string().max(320),
  from: z.email().max(320),
  to: z.email().max(320),
})
/** With the topic or token in it (https://ntfy.example/my-topic); absent: the one that is kept. Never given back. */
const hook = z.object({ url: address.optional() })
const hookShown = z.object({ origin: z.string() })
const wish = {
  isEnabled: z.boolean(),
  /** Password or access token; absent: the one that is kept, empty: none. Never given back. */
  secret: z.string().max(1_000).optional(),
}

const about = {
  isEnabled: z.boolean(),
  hasSecret: z.boolean(),
  lastSentAt: instant.nullable(),
  /** Of the last try, in words; null after a good one. */
  lastError: z.string().nullable(),
}

export const NotificationChannel = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('email'), ...email.shape, ...about }),
    z.object({ kind: z.literal('webhook'), ...hookShown.shape, ...about }),
    z.object({ kind: z.literal('ntfy'), ...hookShown.shape, ...about }),
  ])
  .meta({ id: 'NotificationChannel' })
export type NotificationChannel = z.infer<typeof NotificationChannel>

const channels = json(z.object({ channels: z.array(NotificationChannel) }))
const kindParam = z.object({ kind: z.enum(kinds) })

export const listChannels = route({
  method: 'get',
  path: '/notifications',
  scope: 'session',
  summary: 'How the athlete is told in the morning',
  responses: { 200: channels },
})

const put = <const S extends z.ZodType>(kind: (typeof kinds)[number], body: S) =>
  route({
    method: 'put',
    path: `/notifications/${kind}`,
    scope: 'session',
    request: { body: json(body) },
    responses: { 200: channels },
  })
export const putEmailChannel = put('email', email.extend(wish))
export const putWebhookChannel = put('webhook', hook.extend(wish))
export const putNtfyChannel = put('ntfy', hook.extend(wish))

export const removeChannel = route({
  method: 'delete',
  path: '/notifications/{kind}',
  scope: 'session',
  request: { params: kindParam },
  responses: { 204: noContent },
})

export const testChannel = route({
  method: 'post',
  path: '/notifications/{kind}/test',
  scope: 'session',
  summary: 'Send a trial message; how it went stands in `lastSentAt` and `lastError` when the job has ended',
  request: { params: kindParam },
  responses: { 202: jobStarted },
})
