/** A golden vector's input as its JSON says it; every adapter knows the shape of its own. */
export type GoldenInput = Record<string, unknown>
export type Maybe = number | null

/** Thrown where a function that knows no missing value would need one: without it there is no answer. */
export class MissingInput extends Error {}

export function num(input: GoldenInput, key: string): number {
  const value = input[key]
  if (typeof value !== 'number') throw new MissingInput(key)
  return value
}
export const maybe = (input: GoldenInput, key: string): Maybe => (input[key] as Maybe | undefined) ?? null
export const column = (values: readonly Maybe[]): Float64Array => Float64Array.from(values, (value) => value ?? NaN)
export const plain = (values: Float64Array): Maybe[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value))

/** A 1 Hz stream: `{rle: [[seconds, value] …]}` or the plain list, null missing; nothing at all is a stream without a second. */
export function stream(input: GoldenInput, key: string): Float64Array {
  const given = (input[key] as { rle: [number, Maybe][] } | Maybe[] | null | undefined) ?? []
  return column(
    Array.isArray(given) ? given : given.rle.flatMap(([seconds, value]) => Array<Maybe>(seconds).fill(value)),
  )
}
export const maybeStream = (input: GoldenInput, key: string): Float64Array | null =>
  input[key] == null ? null : stream(input, key)

/** The production function behind each `fn`, fed and answered in the vectors' own terms. */
export type GoldenTable = Record<string, (input: GoldenInput) => unknown>
