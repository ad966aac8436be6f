import { z } from 'zod'
import { password } from './auth.ts'
import { idParam, instant, json, noContent, route, scopes } from './route.ts'

// The account itself: only a person who has signed in comes here, no token.
const presentPassword = z.string().max(256)

export const LoginSession = z
  .object({
    id: z.int(),
    /** As the browser calls itself. */
    userAgent: z.string(),
    createdAt: instant,
    lastSeenAt: instant,
    /** The one that asks. */
    current: z.boolean(),
  })
  .meta({ id: 'LoginSession' })
export type LoginSession = z.infer<typeof LoginSession>

export const listSessions = route({
  method: 'get',
  path: '/me/sessions',
  scope: 'session',
  summary: 'Where the athlete is signed in, most recent first',
  responses: { 200: json(z.object({ sessions: z.array(LoginSession) })) },
})

export const endSession = route({
  method: 'delete',
  path: '/me/sessions/{id}',
  scope: 'session',
  request: { params: idParam },
  responses: { 204: noContent },
})

export const endOtherSessions = route({
  method: 'delete',
  path: '/me/sessions',
  scope: 'session',
  summary: 'End every session but the one that asks',
  responses: { 204: noContent },
})

export const changePassword = route({
  method: 'put',
  path: '/me/password',
  scope: 'session',
  summary: 'Needs the present password (403 `wrong_password`) and ends every other session',
  request: { body: json(z.object({ current: presentPassword, password })) },
  responses: { 204: noContent },
})

export const getTwoStep = route({
  method: 'get',
  path: '/me/two-step',
  scope: 'session',
  summary: 'Whether signing in takes a code beside the password',
  responses: { 200: json(z.object({ on: z.boolean(), recoveryCodesLeft: z.int() })) },
})

export const beginTwoStep = route({
  method: 'post',
  path: '/me/two-step',
  scope: 'session',
  summary: 'Make a secret for an authenticator (TOTP); it counts once a first code has been confirmed',
  request: { body: json(z.object({ password: presentPassword })) },
  responses: { 201: json(z.object({ secret: z.string(), uri: z.string() })) },
})

export const confirmTwoStep = route({
  method: 'post',
  path: '/me/two-step/confirm',
  scope: 'session',
  summary: 'Turn it on with a first code; the ten recovery codes are shown this once',
  request: { body: json(z.object({ code: z.string().trim().max(64) })) },
  responses: { 200: json(z.object({ recoveryCodes: z.array(z.string()) })) },
})

export const endTwoStep = route({
  method: 'post',
  path: '/me/two-step/end',
  scope: 'session',
  request: { body: json(z.object({ password: presentPassword })) },
  responses: { 204: noContent },
})

export const ApiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    createdAt: instant,
    expiresAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'ApiToken' })
export type ApiToken = z.infer<typeof ApiToken>

export const listTokens = route({
  method: 'get',
  path: '/me/tokens',
  scope: 'session',
  responses: { 200: json(z.object({ tokens: z.array(ApiToken) })) },
})

export const createToken = route({
  method: 'post',
  path: '/me/tokens',
  scope: 'session',
  summary: 'A key for a program, sent as `Authorization: Bearer …`; it is shown this once',
  request: {
    body: json(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
        /** Days until it expires. */
        days: z.int().min(1).max(366).default(90),
        password: presentPassword,
      }),
    ),
  },
  responses: { 201: json(ApiToken.extend({ token: z.string() }).meta({ id: 'NewApiToken' })) },
})

export const revokeToken = route({
  method: 'delete',
  path: '/me/tokens/{id}',
  scope: 'session',
  request: { params: idParam },
  responses: { 204: noContent },
})

export const Invitation = z
  .object({ id: z.int(), createdAt: instant, expiresAt: instant, acceptedAt: instant.nullable() })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof Invitation>

export const listInvitations = route({
  method: 'get',
  path: '/me/invitations',
  scope: 'session',
  responses: { 200: json(z.object({ invitations: z.array(Invitation) })) },
})

export const invite = route({
  method: 'post',
  path: '/me/invitations',
  scope: 'session',
  summary: 'The owner lets one more person into the house; the code is shown this once and holds seven days',
  responses: { 201: json(Invitation.extend({ code: z.string() }).meta({ id: 'NewInvitation' })) },
})

export const revokeInvitation = route({
  method: 'delete',
  path: '/me/invitations/{id}',
  scope: 'session',
  request: { params: idParam },
  responses: { 204: noContent },
})
