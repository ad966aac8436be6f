import { routes, scopeOf } from '@rc/contract'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arbitraryOf, type Schema } from './arbitrary-of.ts'
import { createTestApp } from './test-app.ts'

interface Operation {
  operationId: string
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
  security: unknown[]
}
interface Document {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

let api: Awaited<ReturnType<typeof createTestApp>>
let cookie: string
let document: Document
beforeAll(async () => {
  api = await createTestApp()
  cookie = (await api.signIn('owner')).cookie
  document = (await (await api.call('GET', '/api/v1/openapi.json')).json()) as Document
})
afterAll(() => api.close())

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )

test('is a valid OpenAPI 3.1 document with every route, each saying whether it needs a session', async () => {
  const validator = new Validator()
  const result = await validator.validate(structuredClone(document) as unknown as Record<string, unknown>)
  expect(result).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
  const written = operations().map(({ operationId, path, method, security }) => [
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
    const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
    ajv.addSchema({ $id: 'doc', ...document })
    const operation = operations().find(({ operationId }) => operationId === name)
    if (!operation) throw new Error(`no operation ${name}`)
    const { path, method, parameters = [], requestBody, responses } = operation
    const resolve = (ref: string) => document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}
    const bodySchema = requestBody?.content['application/json']?.schema
    const request = fc.record({
      params: fc.record(
        Object.fromEntries(parameters.map(({ name: key, schema }) => [key, arbitraryOf(schema, resolve)])),
      ),
      present: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
      body: bodySchema ? arbitraryOf(bodySchema, resolve) : fc.constant(undefined),
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ params, present, body }) => {
        const given = parameters.filter(({ required }, i) => required || present[i % 10])
        const text = (key: string) => encodeURIComponent(String(params[key]).toWellFormed())
        const url = given.reduce(
          (all, { name: key, in: where }) => (where === 'path' ? all.replace(`{${key}}`, text(key)) : all),
          path,
        )
        const query = given.filter((p) => p.in === 'query').map((p) => `${p.name}=${text(p.name)}`)
        const response = await api.call(method.toUpperCase(), `${url}?${query.join('&')}`, {
          cookie,
          ...(body === undefined ? {} : { json: body }),
        })
        const answer = await response.text()
        expect(response.status, answer).toBeLessThan(500)
        const type = response.headers.get('content-type')?.split(';')[0] ?? ''
        const declared = responses[String(response.status)]
        expect(declared, `undeclared status ${response.status}`).toBeDefined()
        const schema = declared?.content?.[type]?.schema
        if (answer === '') return
        expect(schema, `undeclared type ${type}`).toBeDefined()
        const pointer = `doc#/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}/responses/${response.status}/content/${type.replaceAll('/', '~1')}/schema`
        if (!type.endsWith('json')) return
        const valid = ajv.getSchema(pointer)
        expect(valid?.(JSON.parse(answer)), JSON.stringify(valid?.errors)).toBe(true)
      }),
      { numRuns: 25, seed: 20_261_121 },
    )
  })
})
