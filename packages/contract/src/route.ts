import type { RouteConfig } from '@hono/zod-openapi'
import { errorCodes, vendors } from '@rc/domain'
import { z } from 'zod'

/** RFC 9457 problem; `code` is the only field a program may branch on, the page translates it. */
export const Problem = z
  .object({ code: z.enum(errorCodes), title: z.string(), status: z.int(), reasons: z.array(z.string()).optional() })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>

/** Who may call it. `public` is the exception and has to be written down. */
export type Access = 'public' | 'user'

/** What an API token may be allowed: look, change, bring files in. */
export const scopes = ['read', 'write', 'import'] as const
export type Scope = (typeof scopes)[number]

/**
 * The scope with which a token may call a route: `read` for GET and `write` for the rest, unless the route says otherwise.
 * `session`: no token at all, only a person who has signed in.
 */
export const scopeOf = (route: { method: string; scope?: Scope | 'session' }): Scope | 'session' =>
  route.scope ?? (route.method === 'get' ? 'read' : 'write')

export const json = <const S extends z.ZodType>(schema: S, description = 'OK') => ({
  content: { 'application/json': { schema } },
  description,
})

export const noContent = { description: 'Done' }
export const jobStarted = json(z.object({ jobId: z.int() }))
const problem = (description: string) => ({ content: { 'application/problem+json': { schema: Problem } }, description })

const problems = {
  400: problem('invalid_input'),
  401: problem('unauthenticated'),
  403: problem('forbidden'),
  404: problem('not_found'),
  409: problem('conflict'),
  413: problem('invalid_input: too large'),
  422: problem('file_unreadable'),
  429: problem('Too many tries'),
  503: problem('unavailable'),
  default: problem('internal'),
} as const

type AccessOf<R> = R extends { access: infer A extends Access } ? A : 'user'

/** A route as plain data: read by the server, the OpenAPI document and the typed client. Paths are below `/api/v1`. */
export const route = <const R extends RouteConfig & { access?: Access; scope?: Scope | 'session' }>(r: R) => ({
  ...r,
  access: (r.access ?? 'user') as AccessOf<R>,
  responses: { ...problems, ...r.responses } as R['responses'],
})

export const vendorParam = z.object({ vendor: z.enum(vendors) })
export const idParam = z.object({ id: z.coerce.number().int().positive().max(2_147_483_647) })
export const localDate = z.iso.date().meta({ description: 'A day of the athlete', example: '2026-11-21' })
/** Both days included. */
export const dayRange = z.object({ from: localDate, to: localDate })
/** A stretch of a list: `cursor` is opaque, give back what `nextCursor` said. */
export const page = (usual: number, most: number) => ({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(most).default(usual),
})
export const instant = z.iso.datetime()
