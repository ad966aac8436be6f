import fc from 'fast-check'

/** The part of JSON Schema that the document uses. */
export interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  format?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}

const trouble = fc.constantFrom<unknown>(
  '',
  ' ',
  '\u0000',
  '\ud800',
  '한강',
  "' or 1=1 --",
  '%_\\',
  '../../etc/passwd',
  '<script>',
  'x'.repeat(300),
  0,
  -1,
  1.5,
  1e308,
  2 ** 31,
  9e15,
  true,
  null,
  [],
  {},
  '0000-01-01',
  '9999-12-31',
  '275760-09-13',
  '__proto__',
)

/** Values that mostly fit the schema, so that they get past the door, and now and then do not. */
export function arbitraryOf(schema: Schema, resolve: (ref: string) => Schema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: fitting(schema, resolve) }, { weight: 1, arbitrary: trouble })
}

function fitting(schema: Schema, resolve: (ref: string) => Schema): fc.Arbitrary<unknown> {
  if (schema.$ref) return fitting(resolve(schema.$ref), resolve)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((part) => fitting(part, resolve)))
  const types = [schema.type ?? 'object'].flat()
  return fc.oneof(...types.map((type) => ofType(type, schema, resolve)))
}

function ofType(type: string, schema: Schema, resolve: (ref: string) => Schema): fc.Arbitrary<unknown> {
  const { minimum: min = -1e6, maximum: max = 1e6 } = schema
  switch (type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      // Near the lower end often: those are the ids of rows that exist.
      return fc.oneof(
        fc.integer({ min: Math.max(min, 1), max: Math.min(max, Math.max(min, 1) + 8) }),
        fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31 - 1) }),
      )
    case 'number':
      return fc.double({ min, max, noNaN: true })
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, resolve), { maxLength: 4 })
    case 'string':
      return ofString(schema)
    default:
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([key, part]) => [key, arbitraryOf(part, resolve)]),
        ),
        { requiredKeys: schema.required ?? [] },
      )
  }
}

function ofString({ format, maxLength = 60 }: Schema): fc.Arbitrary<string> {
  const instant = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  if (format === 'date') return instant.map((date) => date.toISOString().slice(0, 10))
  if (format === 'date-time') return instant.map((date) => date.toISOString())
  return fc.oneof(fc.string({ unit: 'grapheme', maxLength }), fc.constantFrom('Asia/Seoul', 'load,ctl', 'hrBpm'))
}
