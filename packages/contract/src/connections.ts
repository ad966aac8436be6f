import { datasets, doors, errorCodes, loginFailures, loginStates, vendors } from '@rc/domain'
import { z } from 'zod'
import { idParam, instant, jobStarted, json, localDate, noContent, route, vendorParam } from './route.ts'

const doorParam = vendorParam.extend({ door: z.enum(doors) })

/** One press on "log in", until it has come to an end. */
export const Login = z
  .object({
    id: z.int(),
    state: z.enum(loginStates),
    /** How the vendor sends its code (email, sms, totp …), and where to, masked; null before it is asked for. */
    codeMethod: z.string().nullable(),
    codeTarget: z.string().nullable(),
    failure: z.enum(loginFailures).nullable(),
    expiresAt: instant,
    createdAt: instant,
  })
  .meta({ id: 'Login' })
export type Login = z.infer<typeof Login>

/** What one endpoint answered to the first small question: no value of the athlete's is in it. */
export const ProbeLine = z
  .object({
    dataset: z.enum(datasets).nullable(),
    path: z.string(),
    status: z.int(),
    ms: z.number(),
    /** Names and types of the top level. */
    shape: z.string(),
    rateLimitHeaders: z.array(z.string()),
  })
  .meta({ id: 'ProbeLine' })
export type ProbeLine = z.infer<typeof ProbeLine>

export const Door = z
  .object({
    door: z.enum(doors),
    /** False where the vendor does not know of it and may shut it any day. */
    official: z.boolean(),
    /** `closed`: no key yet. `off`: switched off by the athlete. `verifying`: the key has not been tried. `reauth_required`: nothing is sent until the athlete acts. */
    state: z.enum(['closed', 'off', 'verifying', 'active', 'reauth_required']),
    credentialKind: z.enum(['personal_key', 'di', 'oauth1', 'bearer']).nullable(),
    /** Whether it renews itself; without, it ends at `expiresAt`. */
    renewable: z.boolean(),
    accountName: z.string().nullable(),
    /** What this door can give. */
    capabilities: z.array(z.enum(datasets)),
    /** What it is asked for at present: no better door is open for it. */
    serves: z.array(z.enum(datasets)),
    expiresAt: instant.nullable(),
    lastSuccessAt: instant.nullable(),
    lastError: z.object({ code: z.enum(errorCodes), reason: z.string().nullable(), at: instant }).nullable(),
    authFailures: z.int(),
    /** No call is made before; null when it may be used now. */
    pausedUntil: instant.nullable(),
    pauseReason: z.enum(errorCodes).nullable(),
    probe: z.object({ at: instant, lines: z.array(ProbeLine) }).nullable(),
  })
  .meta({ id: 'Door' })
export type Door = z.infer<typeof Door>

export const Connection = z
  .object({
    vendor: z.enum(vendors),
    doors: z.array(Door),
    /** The last press on "log in", while it is of interest. */
    login: Login.nullable(),
    /** The next press is answered from then on; null: now. */
    loginAllowedAt: instant.nullable(),
    /** Where the athlete makes a key, and where they ask for their data. */
    links: z.object({ personalKey: z.string(), exportData: z.string() }),
  })
  .meta({ id: 'Connection' })
export type Connection = z.infer<typeof Connection>

export const listConnections = route({
  method: 'get',
  path: '/connections',
  responses: { 200: json(z.object({ connections: z.array(Connection) })) },
})

export const setPersonalKey = route({
  method: 'put',
  path: '/connections/{vendor}/personal-key',
  scope: 'session',
  summary: 'Keep a key of the official API; it is tried at once',
  request: {
    params: vendorParam,
    body: json(
      z.object({
        key: z.string().trim().min(8).max(500),
        /** The day on which the vendor says it ends. */
        expiresOn: localDate.nullable().optional(),
      }),
    ),
  },
  responses: { 200: json(Connection) },
})

export const importTokens = route({
  method: 'put',
  path: '/connections/{vendor}/tokens',
  scope: 'session',
  summary:
    'Keep tokens that another program has got: garmin_tokens.json, the two files of garth one after the other, or GARTH_TOKEN',
  request: { params: vendorParam, body: json(z.object({ tokens: z.string().min(20).max(100_000) })) },
  responses: { 200: json(Connection) },
})

export const startLogin = route({
  method: 'post',
  path: '/connections/{vendor}/login',
  scope: 'session',
  summary: 'One attempt to log in. The password is used once and not kept',
  request: {
    params: vendorParam,
    body: json(z.object({ email: z.string().trim().min(3).max(200), password: z.string().min(1).max(500) })),
  },
  responses: { 202: json(Login) },
})

export const getLogin = route({
  method: 'get',
  path: '/connections/{vendor}/logins/{id}',
  request: { params: vendorParam.extend(idParam.shape) },
  responses: { 200: json(Login) },
})

export const answerLogin = route({
  method: 'post',
  path: '/connections/{vendor}/logins/{id}/code',
  scope: 'session',
  summary: 'The code that the vendor has sent',
  request: {
    params: vendorParam.extend(idParam.shape),
    body: json(z.object({ code: z.string().trim().min(4).max(12) })),
  },
  responses: { 202: json(Login) },
})

export const cancelLogin = route({
  method: 'delete',
  path: '/connections/{vendor}/logins/{id}',
  scope: 'session',
  request: { params: vendorParam.extend(idParam.shape) },
  responses: { 204: noContent },
})

export const switchDoor = route({
  method: 'patch',
  path: '/connections/{vendor}/doors/{door}',
  scope: 'session',
  summary: 'Use this door or leave it alone; the others go on',
  request: { params: doorParam, body: json(z.object({ enabled: z.boolean() })) },
  responses: { 200: json(Connection) },
})

export const removeDoor = route({
  method: 'delete',
  path: '/connections/{vendor}/doors/{door}',
  scope: 'session',
  summary: 'Forget the key of this door; what it brought stays',
  request: { params: doorParam },
  responses: { 204: noContent },
})

export const probeDoor = route({
  method: 'post',
  path: '/connections/{vendor}/doors/{door}/probe',
  scope: 'session',
  summary: 'Ask every endpoint one small question; the report stands in the connection',
  request: { params: doorParam },
  responses: { 202: jobStarted },
})

/** What the vendor knows of the athlete's things, as it said last; read from what it sent, null is "not said". */
export const Belongings = z
  .object({
    gear: z.array(
      z.object({
        name: z.string(),
        kind: z.enum(['shoes', 'bike', 'other']),
        distanceM: z.number().nullable(),
        /** Where the athlete wants to be told. */
        limitM: z.number().nullable(),
        since: localDate.nullable(),
        retiredOn: localDate.nullable(),
        isRetired: z.boolean(),
      }),
    ),
    devices: z.array(
      z.object({ name: z.string(), since: localDate.nullable(), isActive: z.boolean(), isPrimary: z.boolean() }),
    ),
    /** The day on which it was said; null: never. */
    saidOn: localDate.nullable(),
  })
  .meta({ id: 'Belongings' })
export type Belongings = z.infer<typeof Belongings>

export const getBelongings = route({
  method: 'get',
  path: '/connections/{vendor}/belongings',
  access: 'user',
  summary: 'Gear and devices as the vendor lists them',
  request: { params: vendorParam },
  responses: { 200: json(Belongings) },
})
