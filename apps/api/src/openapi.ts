import { routes, scopeOf } from '@rc/contract'

const securityOf = (scope: ReturnType<typeof scopeOf>) =>
  scope === 'session' ? [{ session: [] }] : [{ session: [] }, { token: [scope] }]

/**
 * The OpenAPI 3.1 document of the contract. What makes it is loaded only now: it is large, and most processes are never
 * asked for the document.
 */
export async function renderOpenApi(): Promise<string> {
  const { OpenAPIHono } = await import('@hono/zod-openapi')
  const { openAPIRegistry, getOpenAPI31Document } = new OpenAPIHono()
  openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'rc_session',
    description: 'Set by signing in; named `__Host-rc_session` over https.',
  })
  openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API token made in the settings, for the scope that is named.',
  })
  for (const [operationId, { access, scope, ...route }] of Object.entries(routes)) {
    const [, tag = ''] = route.path.split('/')
    openAPIRegistry.registerPath({
      ...route,
      operationId,
      tags: [tag],
      security: access === 'public' ? [] : securityOf(scopeOf({ ...route, ...(scope && { scope }) })),
    })
  }
  const document = getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'RunningCoach',
      version: '1',
      description:
        'Every call but the public ones needs a session or an API token of the right scope. A program that calls with a cookie sends `Sec-Fetch-Site: none`.',
    },
    servers: [{ url: '/api/v1' }],
  })
  return JSON.stringify(document, (_key, part: unknown) => (isNullableName(part) ? letNull(part) : part))
}

interface NullableName {
  allOf: [{ $ref: string }, { type: string[] }]
}

/** How the library words an object with a name that may also be null; as it stands, no null would fit it. */
const isNullableName = (part: unknown): part is NullableName =>
  typeof part === 'object' && part !== null && 'allOf' in part && JSON.stringify(part.allOf).endsWith('"null"]}]')

const letNull = ({ allOf, ...rest }: NullableName) => ({ ...rest, anyOf: [allOf[0], { type: 'null' }] })
