/** One session as somebody outside wrote it: when, and in which words. */
export interface OutsideRow {
  /** Where it stood: `line 12`, or a path in JSON. */
  at: string
  /** The day as it is written; null: only the weekday, or nothing, is said. */
  date: string | null
  /** From 1, and a day of it where that is said. */
  week: number | null
  weekDate: string | null
  /** 0 Monday … 6 Sunday. */
  weekday: number | null
  /** All that is said of the session. */
  text: string
  /** Of a column that says what its numbers are; null: as the words say. */
  km: number | null
  min: number | null
  /** A number of a column whose unit nobody said. */
  bare: string | null
  /** Steps in the text of intervals.icu, line by line. */
  steps: string | null
}

export const emptyRow = {
  date: null,
  week: null,
  weekDate: null,
  weekday: null,
  km: null,
  min: null,
  bare: null,
  steps: null,
}

const weekdays = 'mon tue wed thu fri sat sun'.split(' ')

/** Korean has no \b: the letter of a weekday stands alone or before a sign. */
const alone = /^(?:[월화수목금토일](?:요일)?)(?=$|[\s:：.,)\]|·\-–—])|^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*/i

/** The weekday with which a text begins, and how long its word is. */
export function weekdayAt(text: string): { weekday: number; length: number } | null {
  const found = alone.exec(text)
  if (!found) return null
  const word = found[0].toLowerCase()
  const weekday = /^[가-힣]/.test(word) ? '월화수목금토일'.indexOf(word[0]!) : weekdays.indexOf(word.slice(0, 3))
  return { weekday, length: word.length }
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/**
 * The day with which a text begins, as `YYYY-MM-DD`, or `--MM-DD` where no year is said. `isSure` is false where the
 * month could as well be the day.
 */
export function dateAt(text: string): { date: string; length: number; isSure: boolean } | null {
  const pad = (digits: string) => digits.padStart(2, '0')
  const full = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})일?/.exec(text)
  if (full) return { date: `${full[1]}-${pad(full[2]!)}-${pad(full[3]!)}`, length: full[0].length, isSure: true }
  const korean = /^(\d{1,2})월\s*(\d{1,2})일/.exec(text)
  if (korean) return { date: `--${pad(korean[1]!)}-${pad(korean[2]!)}`, length: korean[0].length, isSure: true }
  const english = new RegExp(
    `^(${months.join('|')})[a-z]*\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b|^(\\d{1,2})(?:st|nd|rd|th)?\\s+(${months.join('|')})[a-z]*`,
    'i',
  ).exec(text)
  if (english) {
    const month = months.indexOf((english[1] ?? english[4])!.slice(0, 3).toLowerCase()) + 1
    return {
      date: `--${pad(String(month))}-${pad((english[2] ?? english[3])!)}`,
      length: english[0].length,
      isSure: true,
    }
  }
  const short = /^(\d{1,2})[/.](\d{1,2})(?![\d:'/.]|\s*(?:km|k\b|분|min))/i.exec(text)
  if (!short) return null
  const [a, b] = [Number(short[1]), Number(short[2])]
  const [month, day] = a > 12 ? [b, a] : [a, b]
  if (month < 1 || month > 12 || day < 1 || day > 31) return null
  return {
    date: `--${pad(String(month))}-${pad(String(day))}`,
    length: short[0].length,
    isSure: a > 12 || b > 12 || a === b,
  }
}

/** The number of a week in a heading: `1주차`, `제2주`, `Week 3`, `W4`. */
export function weekIn(text: string): number | null {
  const found =
    /(?:^|[^\d])(\d{1,2})\s*주\s*(?:차|째|:|$|\()|제\s*(\d{1,2})\s*주|\bweek\s*#?\s*(\d{1,2})\b|^w(\d{1,2})\b/i.exec(
      text,
    )
  const week = Number(found?.slice(1).find((each) => each !== undefined))
  return found && week >= 1 && week <= 60 ? week : null
}
