import { isUnfit } from '../validate/check-texts.ts'

/** Characters that hide, turn or break text. */
const invisible = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}]+/gu

/** A line from outside as a plan may hold it; null where nothing may stand of it: links, markup, doses, personal data. */
export function cleanNote(text: string | null, max: number): string | null {
  if (text === null || isUnfit(text)) return null
  const line = text.normalize('NFC').replaceAll(invisible, ' ').replaceAll(/\s+/g, ' ').trim()
  return line === '' || isUnfit(line) ? null : line.slice(0, max).trim()
}
