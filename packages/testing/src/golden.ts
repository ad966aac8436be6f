import { readFileSync } from 'node:fs'

/** One expectation of a file of golden vectors: `fn` names the function, every `input` has a shape of its own. */
export interface GoldenVector {
  id: string
  fn: string
  input: Record<string, unknown>
  expected: unknown
  tol: { abs?: number; rel?: number }
}

export const readGoldenVectors = (file: string): GoldenVector[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { vectors: GoldenVector[] }).vectors

/** Where `actual` leaves the expectation, as paths with both values; empty when it holds. Null must meet null. */
export function goldenMismatches(actual: unknown, expected: unknown, tol: GoldenVector['tol'], path = ''): string[] {
  if (typeof expected === 'number') {
    if (typeof actual === 'number') {
      const off = Math.abs(actual - expected)
      if (off <= (tol.abs ?? 0) || off <= (tol.rel ?? 0) * Math.abs(expected)) return []
    }
    return [`${path} ${String(actual)} instead of ${expected}`]
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [`${path} ${String(actual)} instead of a structure`]
    if (Array.isArray(expected) && (!Array.isArray(actual) || actual.length !== expected.length)) {
      return [`${path} not a list of ${expected.length}`]
    }
    return Object.entries(expected).flatMap(([key, value]) =>
      goldenMismatches((actual as Record<string, unknown>)[key], value, tol, `${path}.${key}`),
    )
  }
  return actual === expected ? [] : [`${path} ${String(actual)} instead of ${String(expected)}`]
}
