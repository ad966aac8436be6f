import { addDays, isLocalDate, type LocalDate } from '@rc/domain'
import type { Goal } from '../model/plan.ts'
import type { Availability } from '../validate/athlete-facts.ts'

/** What a sentence asks for, as far as words alone tell. */
export interface Wish {
  kind: 'plan' | 'less' | 'tired' | 'question'
  /** Null: none is named. */
  goal: Goal | null
  weeks: number | null
  /** Days a week there are at most. */
  mostDays: number | null
  /** Weekdays on which nothing is to be, 0 Monday … 6 Sunday. */
  noDays: number[]
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
  const limits = { mostDays: readMostDays(said), noDays: readNoDays(said) }
  const wantsPlan = plans.test(said) && (kind !== null || !lesser.test(said))
  if (wantsPlan) {
    const isRace = kind !== null && kind !== 'fitness' && kind !== 'return'
    const goal: Goal | null =
      kind === null
        ? null
        : { kind, raceDate: isRace ? raceDate : null, targetS: isRace ? readTime(said) : null, note: null }
    return { kind: 'plan', goal, weeks, ...limits }
  }
  if (lesser.test(said)) return { kind: 'less', goal: null, weeks: null, ...limits }
  return { kind: tired.test(said) ? 'tired' : 'question', goal: null, weeks: null, ...limits }
}

/** The days an athlete has, as far as a wish narrows them: never more than before. */
export function narrowDays(
  availability: Availability,
  { mostDays, noDays }: Pick<Wish, 'mostDays' | 'noDays'>,
): Availability {
  const { maxDaysPerWeek } = availability
  return {
    ...availability,
    minutes: availability.minutes.map((minutes, day) => (noDays.includes(day) ? 0 : minutes)),
    maxDaysPerWeek: mostDays === null ? maxDaysPerWeek : Math.min(mostDays, maxDaysPerWeek ?? 7),
  }
}

const korean = '월화수목금토일'
const english = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const words: Record<string, number> = { two: 2, three: 3, four: 4, five: 5, six: 6 }

function readMostDays(said: string): number | null {
  const found =
    /(?:주|일주일에)\s*([1-7])\s*(?:일|번|회)(?!월)|([1-7]|two|three|four|five|six)\s*(?:days|times|runs)\s*(?:a|per)\s*week/i.exec(
      said,
    )
  const text = found?.[1] ?? found?.[2]?.toLowerCase()
  return text === undefined ? null : (words[text] ?? Number(text))
}

function readNoDays(said: string): number[] {
  const days = new Set<number>()
  for (const [, list] of said.matchAll(
    /((?:[월화수목금토일]요일?[,·\s와과이랑및]*)+)(?:에|에는|은|는)?\s*(?:금지|안\s*(?:돼|되|뛰|달)|못|빼|제외|쉬|휴식|불가|없이)/g,
  ))
    for (const [, day] of list!.matchAll(/([월화수목금토일])요일?/g)) days.add(korean.indexOf(day!))
  for (const [, list] of said.matchAll(
    /(?:\bno|\bnot on|\bnever on|\bexcept(?: on)?|\bwithout|\bcan't run on)\s+((?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:[,\s]|and|or)*)+)/gi,
  ))
    for (const [name] of list!.toLowerCase().matchAll(/mon|tue|wed|thu|fri|sat|sun/g)) days.add(english.indexOf(name))
  return [...days].toSorted((a, b) => a - b)
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
