import { cleanNote } from './clean-note.ts'

export const memoParts = ['limits', 'preferences', 'injuries', 'decisions'] as const
export type MemoPart = (typeof memoParts)[number]

/** What a long talk has come to, in short lines, the oldest first. */
export type Memo = Record<MemoPart, string[]>

export const emptyMemo: Memo = { limits: [], preferences: [], injuries: [], decisions: [] }
export const memoLimits = { lines: 8, characters: 160 }

export const isEmptyMemo = (memo: Memo): boolean => memoParts.every((part) => memo[part].length === 0)

const hurts =
  /아프|아파|아픈|아팠|통증|부상|다쳤|다친|삐었|삐끗|부었|염증|염좌|골절|족저근막|수술|\bpain|\bhurts?\b|injur|sprain|strained|tendin|fracture|surgery/i
const decided =
  /하기로|할게요?|그렇게\s*(?:하|해|가)|그걸로|결정|정했|확정|약속|합의|\blet['’]?s\b|\bi['’]?ll\b|\bagreed?\b|\bdecid|\bsettled\b/i
const limits =
  /금지|못\s*(?:해|하|뛰|달|가|나)|안\s*(?:돼|되|뛰|달려)|불가|출장|야근|교대|당직|바빠|바쁜|시간이?\s*없|(?:주|일주일에)\s*\d\s*(?:일|번|회)|\d+\s*(?:분|시간)\s*(?:이하|까지|밖에|안에)|\bcan['’]?t\b|\bcannot\b|\bunable\b|\bat most\b|\bonly\b|\bno (?:mon|tue|wed|thu|fri|sat|sun)|\bnot on\b|\bbusy\b|\btravel|\bshift/i
const preferences =
  /좋아하|좋아해|좋아요|좋겠|싫|선호|편해|편하|즐겨|하고\s*싶|보다는|\bprefer|\blove\b|\bhate\b|\bdislike|\brather\b|\benjoy|\bi(?:['’]d)? like\b|\bwant to\b/i

/** Where a sentence of the athlete belongs; what hurts comes first. Null: nowhere. */
function partOf(sentence: string): MemoPart | null {
  if (hurts.test(sentence)) return 'injuries'
  // A question settles nothing.
  if (/[?？]\s*$/.test(sentence)) return null
  if (limits.test(sentence)) return 'limits'
  if (decided.test(sentence)) return 'decisions'
  return preferences.test(sentence) ? 'preferences' : null
}

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?。？…])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

/**
 * The memo with what an athlete has said since: sentences on what is not possible, liked, hurt or settled, word for word, by
 * patterns of Korean and English; what a model said is no word of theirs. Lines that may not stand in a plan (links, markup,
 * doses, personal data) are left out, doubles too, and of too many the oldest. Pure. Own choice, evidence D.
 */
export function foldTurns(memo: Memo, said: readonly string[]): Memo {
  const lines = said.flatMap(sentencesOf).flatMap((sentence): [MemoPart, string][] => {
    const part = partOf(sentence)
    return part === null ? [] : [[part, sentence]]
  })
  return mapMemo((part) => [...memo[part], ...lines.flatMap(([of, line]) => (of === part ? [line] : []))])
}

/** A memo as it may be kept, from whatever was written: clean lines, each once. */
export const cleanMemo = (memo: Partial<Record<MemoPart, unknown>>): Memo =>
  mapMemo((part) => {
    const lines = memo[part]
    return Array.isArray(lines) ? lines.filter((line) => typeof line === 'string') : []
  })

const mapMemo = (linesOf: (part: MemoPart) => string[]): Memo => ({
  limits: tidy(linesOf('limits')),
  preferences: tidy(linesOf('preferences')),
  injuries: tidy(linesOf('injuries')),
  decisions: tidy(linesOf('decisions')),
})

const tidy = (lines: readonly string[]): string[] => {
  const clean = lines.flatMap((line) => cleanNote(line, memoLimits.characters) ?? [])
  // What is said again is the newer word.
  return clean.filter((line, i) => clean.lastIndexOf(line) === i).slice(-memoLimits.lines)
}
