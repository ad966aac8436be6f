import type { RouteConfig } from '@hono/zod-openapi'
import { scopeOf, type Access, type Scope } from '@rc/contract'
import { AppError } from '@rc/domain'
import type { Hono } from 'hono'
import type { z } from 'zod'
import type { AppContext, AppEnv, Session } from './context.ts'
import { isJson, readBytes, readJson } from './request-body.ts'
import { sendJson } from './send-json.ts'

type Route = Pick<RouteConfig, 'method' | 'path' | 'request' | 'responses'> & {
  access: Access
  scope?: Scope | 'session'
}

type Json<C> = C extends { 'application/json': { schema: infer S extends z.ZodType } } ? S : never
type Part<R extends Route, K extends 'params' | 'query'> =
  R['request'] extends Record<K, infer S extends z.ZodType> ? z.output<S> : Record<never, never>
type Body<R extends Route> = R['request'] extends { body: { content: infer C } }
  ?
      | ([Json<C>] extends [never] ? undefined : z.output<Json<C>>)
      | (C extends { 'application/octet-stream': unknown } ? undefined : never)
  : undefined
type Success<R extends Route> = R['responses'][Extract<keyof R['responses'], 200 | 201 | 202 | 204>]
type Reply<R extends Route> =
  Success<R> extends { content: infer C } ? ([Json<C>] extends [never] ? Response : z.input<Json<C>>) : void

/** What a handler gets: everything checked, the athlete known. */
interface Call<R extends Route> {
  c: AppContext
  userId: R['access'] extends 'user' ? number : number | null
  params: Part<R, 'params'>
  query: Part<R, 'query'>
  /** The JSON body; undefined where the route also takes bytes and bytes came. */
  body: Body<R>
  /** The body as it streams in, for routes that take bytes. */
  bytes: AsyncIterable<Uint8Array>
}

export type Mount = <const R extends Route>(route: R, handler: (call: Call<R>) => Promise<Reply<R>>) => void

/**
 * The only way to add a route to the API. What the contract does not declare `public` needs a session or a
 * token with the scope of the route, and nothing
 * reaches a handler that the contract has not checked.
 */
export function createMount(app: Hono<AppEnv>): Mount {
  return (route, handler) => {
    const status = ([200, 201, 202] as const).find((code) => code in route.responses)
    const path = route.path.replaceAll(/\{(\w+)\}/g, ':$1')
    app.on(route.method.toUpperCase(), path, async (c) => {
      c.set('route', route.path)
      const userId = c.get('session')?.userId ?? null
      if (route.access !== 'public') requireAccess(c.get('session'), scopeOf(route))
      const call = {
        c,
        userId,
        params: check('path', route.request?.params, c.req.param()),
        query: check('query', route.request?.query, c.req.query()),
        body: await readBody(c, route),
        bytes: readBytes(c),
      }
      const reply: unknown = await handler(call as Call<typeof route>)
      if (reply instanceof Response) return reply
      return status === undefined ? c.body(null, 204) : sendJson(c, reply, status)
    })
  }
}

/** A person may do everything that is theirs; a program what its token was made for. */
function requireAccess(session: Session | null, scope: Scope | 'session'): void {
  if (!session) throw new AppError('unauthenticated', 'not signed in')
  const allowed = session.scopes === null || session.scopes.some((each) => each === scope)
  if (!allowed)
    throw new AppError('forbidden', 'not within the scope of the token', { details: { reasons: ['scope'] } })
}

async function readBody(c: AppContext, route: Route): Promise<unknown> {
  const content = route.request?.body?.content
  const json = content?.['application/json']
  const takesBytes = content !== undefined && 'application/octet-stream' in content
  if (json === undefined || (takesBytes && c.req.header('content-type') !== undefined && !isJson(c))) return undefined
  return check('body', 'schema' in json ? json.schema : undefined, await readJson(c))
}

function check(where: string, schema: unknown, value: unknown): unknown {
  if (schema === undefined) return {}
  const result = (schema as z.ZodType).safeParse(value)
  const reasons = result.success
    ? hasNul(result.data)
      ? [`${where}: U+0000 is no text`]
      : []
    : result.error.issues.map((issue) => [[where, ...issue.path].join('.'), issue.message].join(': '))
  if (reasons.length > 0) throw new AppError('invalid_input', `${where} is wrong`, { details: { reasons } })
  return result.data
}

/** The database holds no NUL in text. */
function hasNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(hasNul)
}
