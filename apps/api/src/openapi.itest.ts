import { routes, scopeOf } from '@rc/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { createFuzz, type Fuzz, type OpenApiDocument } from '@rc/testing/openapi'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from './test-app.ts'

let api: Awaited<ReturnType<typeof createTestApp>>
let cookie: string
let document: OpenApiDocument
let fuzz: Fuzz
beforeAll(async () => {
  api = await createTestApp()
  cookie = (await api.signIn('owner')).cookie
  document = (await (await api.call('GET', '/api/v1/openapi.json')).json()) as OpenApiDocument
  fuzz = createFuzz(document)
})
afterAll(() => api.close())

test('is a valid OpenAPI 3.1 document with every route, each saying whether it needs a session', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>)
  expect(result).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const written = fuzz.operations.map(({ operationId, path, method, security }) => [
    operationId,
    method,
    path,
    security.length,
  ])
  const declared = Object.entries(routes).map(([name, { method, path, access, scope }]) => [
    name,
    method,
    path,
    access === 'public' ? 0 : scopeOf({ method, ...(scope && { scope }) }) === 'session' ? 1 : 2,
  ])
  expect(new Set(written.map(String))).toEqual(new Set(declared.map(String)))
})

test('no object with a name is said to be both itself and null', () => {
  expect(JSON.stringify(document)).not.toMatch(/"allOf":\[\{"\$ref"/)
})

test('is shown by a page that asks nobody else', async () => {
  for (const path of ['/api/docs', '/api/docs/docs.js', '/api/docs/docs.css']) {
    const response = await api.call('GET', path)
    expect(response.status).toBe(200)
    expect((await response.text()).match(/https?:\/\/|@import|\/\/[a-z]+\./g)).toBeNull()
  }
})

/** These wait for the network, or would change who the fuzz runs as. */
const left = new Set(['getEvents', 'logOut', 'setUp', 'logIn', 'acceptInvitation'])

describe('any request is answered as the document says', () => {
  const names = Object.keys(routes).filter((name) => !left.has(name))
  test.each(names)('%s', async (name) => {
    const operation = fuzz.operations.find(({ operationId }) => operationId === name)
    if (!operation) throw new Error(`no operation ${name}`)
    await fc.assert(
      fc.asyncProperty(fuzz.requestOf(operation), async ({ method, path, json }) => {
        const response = await api.call(method, path, { cookie, ...(json === undefined ? {} : { json }) })
        const contentType = response.headers.get('content-type') ?? ''
        expect(fuzz.judge(operation, { status: response.status, contentType, text: await response.text() })).toBeNull()
      }),
      { numRuns: 25, seed: 20_261_121 },
    )
  })
})
