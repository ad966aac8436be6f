import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { arbitraryOf, type Schema } from './arbitrary-of.ts'

export interface Operation {
  operationId: string
  path: string
  method: string
  parameters?: { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
  security: unknown[]
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, Omit<Operation, 'path' | 'method'>>>
  components: { schemas: Record<string, Schema> }
}

export interface FuzzRequest {
  method: string
  /** With its query, below the server of the document. */
  path: string
  json?: unknown
  bytes?: Uint8Array
}

export interface FuzzAnswer {
  status: number
  contentType: string
  text: string
}

export interface Fuzz {
  operations: Operation[]
  /** Requests that mostly fit what the operation says it takes. */
  requestOf(operation: Operation): fc.Arbitrary<FuzzRequest>
  /** The same ones for the same seed. */
  sample(operation: Operation, options: { count: number; seed: number }): FuzzRequest[]
  /** What in an answer is not as the document says: a server's failure, an undeclared status or type, another shape. */
  judge(operation: Operation, answer: FuzzAnswer): string | null
}

/** Makes requests out of an OpenAPI document and holds the answers against it. */
export function createFuzz(document: OpenApiDocument): Fuzz {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  )
  const resolve = (ref: string) => document.components.schemas[ref.split('/').at(-1) ?? ''] ?? {}
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }))
  ajv.addSchema({ $id: 'doc', ...document })
  const fuzz: Fuzz = {
    operations,
    requestOf: (operation) => {
      const { parameters = [], requestBody } = operation
      const json = requestBody?.content['application/json']?.schema
      const takesBytes = requestBody !== undefined && 'application/octet-stream' in requestBody.content
      return fc
        .record({
          params: fc.record(
            Object.fromEntries(parameters.map(({ name, schema }) => [name, arbitraryOf(schema, resolve)])),
          ),
          present: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
          json: json ? arbitraryOf(json, resolve) : fc.constant(undefined),
          bytes: takesBytes && !json ? fc.uint8Array({ maxLength: 200 }) : fc.constant(undefined),
        })
        .map(({ params, present, json: body, bytes }) => ({
          method: operation.method.toUpperCase(),
          path: pathOf(operation, params, present),
          ...(body === undefined ? {} : { json: body }),
          ...(bytes === undefined ? {} : { bytes }),
        }))
    },
    sample: (operation, { count, seed }) => fc.sample(fuzz.requestOf(operation), { numRuns: count, seed }),
    judge: ({ path, method, responses }, { status, contentType, text }) => {
      if (status >= 500) return `status ${status}: ${text.slice(0, 300)}`
      const declared = responses[String(status)]
      if (!declared) return `undeclared status ${status}`
      if (text === '') return null
      const type = contentType.split(';')[0] ?? ''
      if (!declared.content?.[type]) return `undeclared type ${type}`
      if (!type.endsWith('json')) return null
      const valid = ajv.getSchema(
        `doc#/paths/${escape(path)}/${method}/responses/${status}/content/${escape(type)}/schema`,
      )
      return valid?.(JSON.parse(text)) ? null : `another shape: ${JSON.stringify(valid?.errors)}`
    },
  }
  return fuzz
}

const escape = (part: string) => part.replaceAll('~', '~0').replaceAll('/', '~1')

function pathOf({ path, parameters = [] }: Operation, params: Record<string, unknown>, present: boolean[]): string {
  const given = parameters.filter(({ required }, i) => required || present[i % 10])
  const text = (key: string) => encodeURIComponent(String(params[key]).toWellFormed())
  const url = given.reduce(
    (all, { name, in: where }) => (where === 'path' ? all.replace(`{${name}}`, text(name)) : all),
    path,
  )
  const query = given.filter((p) => p.in === 'query').map((p) => `${p.name}=${text(p.name)}`)
  return `${url}?${query.join('&')}`
}
