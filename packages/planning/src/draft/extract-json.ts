import type { Outcome } from '@rc/domain'
import { jsonrepair } from 'jsonrepair'

export interface Extracted {
  value: unknown
  /** It was no JSON as it stood: fences and prose do not count, commas, quotes and comments do. */
  isRepaired: boolean
  /** It ends in the middle; what is missing is missing. */
  isCut: boolean
  /** Other pieces of JSON that stood beside it. */
  others: number
}

/** Longer answers are no plans. */
const mostChars = 1_000_000
/** Deeper than anything of ours; also what keeps the repair from running out of stack. */
const mostDepth = 64
const mostPieces = 40

/**
 * The piece of JSON in a text that looks most like what was asked for: in a fence, in the middle of prose, with trailing
 * commas, comments or quotes of another kind, quoted as a whole, cut off. Among several the one that holds most of `keys`
 * counts, then the longest. Never throws. Missing: `too_long`, `no_json`.
 */
export function extractJson(text: string, keys: readonly string[]): Outcome<Extracted> {
  if (text.length > mostChars) return { ok: false, missing: ['too_long'] }
  const whole = parse(text.trim())
  if (typeof whole === 'string') return extractJson(whole, keys)
  if (isData(whole)) return { ok: true, value: { value: whole, isRepaired: false, isCut: false, others: 0 } }
  const found = piecesOf(text).flatMap((piece) => readPiece(piece))
  const score = ({ value, length }: Found) => countKeys(value, keys) * mostChars + length
  const best = found.reduce<Found | null>((one, other) => (one && score(one) >= score(other) ? one : other), null)
  if (best === null) return { ok: false, missing: ['no_json'] }
  const { value, isRepaired, isCut } = best
  return { ok: true, value: { value, isRepaired, isCut, others: found.length - 1 } }
}

interface Piece {
  text: string
  isCut: boolean
}
type Found = Extracted & { length: number }

const isData = (value: unknown): value is object => typeof value === 'object' && value !== null

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function readPiece({ text, isCut }: Piece): Found[] {
  const about = { isCut, others: 0, length: text.length }
  const value = isCut ? undefined : parse(text)
  if (isData(value)) return [{ value, isRepaired: false, ...about }]
  try {
    const repaired = parse(jsonrepair(text))
    return isData(repaired) ? [{ value: repaired, isRepaired: true, ...about }] : []
  } catch {
    // Not even with repair.
    return []
  }
}

/** Every outermost `{…}` and `[…]`; the last one may lack its end. Brackets inside of quotes do not count. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let start = -1
  let depth = 0
  let isQuoted = false
  for (let i = 0; i < text.length && pieces.length < mostPieces; i++) {
    const char = text[i]!
    if (depth > 0 && isQuoted) {
      if (char === '\\') i++
      else if (char === '"') isQuoted = false
    } else if (depth > 0 && char === '"') isQuoted = true
    else if (char === '{' || char === '[') {
      if (depth === 0) start = i
      if (++depth > mostDepth) return pieces
    } else if ((char === '}' || char === ']') && depth > 0 && --depth === 0)
      pieces.push({ text: text.slice(start, i + 1), isCut: false })
  }
  if (depth > 0) pieces.push({ text: text.slice(start).replace(/\n?```\s*$/, ''), isCut: true })
  return pieces.filter((piece) => piece.text.length > 2)
}

/** Of the object itself, or of the one inside it, or of the first of a list. */
function countKeys(value: unknown, keys: readonly string[]): number {
  const own = (candidate: unknown) =>
    isData(candidate) ? keys.filter((key) => Object.hasOwn(candidate, key)).length : 0
  if (Array.isArray(value)) return own(value[0])
  return isData(value) ? Math.max(own(value), ...Object.values(value).map(own)) : 0
}
