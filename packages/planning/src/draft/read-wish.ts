import { addDays, isLocalDate, type LocalDate } from '@rc/domain'
import type { Goal } from '../model/plan.ts'

/** What a sentence asks for, as far as words alone tell. */
export interface Wish {
  kind: 'plan' | 'less' | 'tired' | 'question'
  /** Null: none is named. */
  goal: Goal | null
  weeks: number | null
}

const goals: [RegExp, Goal['kind']][] = [
  [/울트라|ultra/i, 'ultra'],
  [/하프|half|\b21(?:\.\d+)?\s*(?:km|k|킬로)/i, 'half'],
  [/(?<!하프\s*)마라톤|풀코스|(?<!half[\s-]*)marathon|\b42(?:\.\d+)?\s*(?:km|k|킬로)/i, 'marathon'],
  [/(?<![\d.])10\s*(?:km|k\b|킬로|㎞)/i, '10k'],
  [/(?<![\d.])5\s*(?:km|k\b|킬로|㎞)/i, '5k'],
  [/철인|트라이애슬론|triathlon/i, 'tri'],
  [/수영|swim/i, 'swim'],
  [/자전거|사이클|cycling|bike/i, 'bike'],
  [/복귀|다시\s*(?:시작|달리)|쉬었다|return|come\s*back/i, 'return'],
  [/체력|건강|기초|fitness|get\s*fit/i, 'fitness'],
]
/** The race or aim that words name; null: none. */
export const goalKindIn = (text: string): Goal['kind'] | null =>
  goals.find(([pattern]) => pattern.test(text))?.[1] ?? null

const plans = /계획|플랜|준비|짜\s*줘|만들어|plan\b|prepare|training for|schedule/i
const lesser = /줄여|줄이|낮춰|가볍게|쉬게|조정|바빠|시간이?\s*없|less|easier|reduce|adjust|lighter|busy/i
const tired = /피곤|지쳐|지치|컨디션|회복이?\s*안|tired|fatigue|exhaust|recovery/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A plan for a goal, less than planned, why one is tired, or something else: read from words, with the day of the race, the
 * weeks and the time that are named. Nothing is guessed: what is not said is null. Own choice, evidence D.
 */
export function readWish(text: string, today: LocalDate): Wish {
  const said = text.normalize('NFC').slice(0, 2000)
  const kind = goalKindIn(said)
  const weeks = readWeeks(said)
  const raceDate = readDay(said, today)
  const wantsPlan = plans.test(said) && (kind !== null || !lesser.test(said))
  if (wantsPlan) {
    const isRace = kind !== null && kind !== 'fitness' && kind !== 'return'
    const goal: Goal | null =
      kind === null
        ? null
        : { kind, raceDate: isRace ? raceDate : null, targetS: isRace ? readTime(said) : null, note: null }
    return { kind: 'plan', goal, weeks }
  }
  if (lesser.test(said)) return { kind: 'less', goal: null, weeks: null }
  return { kind: tired.test(said) ? 'tired' : 'question', goal: null, weeks: null }
}

function readWeeks(said: string): number | null {
  const found = /(\d{1,2})\s*(?:주|weeks?\b)/i.exec(said)
  const weeks = found ? Number(found[1]) : null
  return weeks !== null && weeks >= 1 && weeks <= 60 ? weeks : null
}

/** The next day that is called so. */
function readDay(said: string, today: LocalDate): LocalDate | null {
  const iso = /\d{4}-\d{2}-\d{2}/.exec(said)?.[0]
  if (iso) return isLocalDate(iso) && iso >= today ? iso : null
  const korean = /(\d{1,2})\s*월\s*(\d{1,2})\s*일/.exec(said)
  const english = new RegExp(`\\b(${months.join('|')})[a-z]*\\.?\\s+(\\d{1,2})\\b`, 'i').exec(said)
  const month = korean ? Number(korean[1]) : english ? months.indexOf(english[1]!.toLowerCase()) + 1 : null
  const day = korean?.[2] ?? english?.[2]
  if (month === null || day === undefined) return null
  const year = Number(today.slice(0, 4))
  const dates = [year, year + 1].map((each) => `${each}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
  return dates.find((date) => isLocalDate(date) && date >= addDays(today, 1)) ?? null
}

/** A time to be run, s. */
function readTime(said: string): number | null {
  const clock = /(?<!\d)(\d{1,2}):([0-5]\d):([0-5]\d)(?!\d)/.exec(said)
  if (clock) return 3600 * Number(clock[1]) + 60 * Number(clock[2]) + Number(clock[3])
  const words = /(?:(\d{1,2})\s*시간)\s*(?:(\d{1,2})\s*분)?/.exec(said)
  if (words) return 3600 * Number(words[1]) + 60 * Number(words[2] ?? 0)
  const minutes = /(?<!\d)(\d{2,3})\s*(?:분|min)|sub[\s-]?(\d{2})(?!\d|:)/i.exec(said)
  return minutes ? 60 * Number(minutes[1] ?? minutes[2]) : null
}
