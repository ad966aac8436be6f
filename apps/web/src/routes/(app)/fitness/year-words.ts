import { type LocalDate, type SportFamily, sportsOf } from '@rc/domain'
import { formatMonthDay } from '#lib/format/date.ts'
import { distance } from '#lib/format/distance.ts'
import { formatNumber, inOneLine, type Quantity, quantity } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { ofDay, type Subject } from '#lib/why/subject.ts'
import { type Against, type Kind, type Measure, measures } from './year-days.ts'

/** Hours with one decimal below ten: a year of training is not told in minutes. */
const hours = (seconds: number | null): Quantity =>
  quantity(seconds === null ? null : seconds / 3600, m.unit_hours(), seconds !== null && seconds < 36_000 ? 1 : 0)

interface MeasureFace {
  name: () => string
  /** Part of the id of its explanation. */
  id: string
  format: (value: number | null) => Quantity
}

export const measureFace: Record<Measure, MeasureFace> = {
  distanceM: {
    name: m.distance,
    id: 'distance_m',
    format: (value) => distance(value, value !== null && value < 100_000 ? 1 : 0),
  },
  timerS: { name: m.time, id: 'timer_s', format: hours },
  load: { name: m.metric_load, id: 'load', format: (value) => quantity(value, '') },
  ascentM: { name: m.channel_climb, id: 'ascent_m', format: (value) => quantity(value, 'm') },
}

export const kindName: Record<Kind, () => string> = {
  all: m.filter_every_sport,
  run: m.sport_run,
  bike: m.sport_bike,
  swim: m.nav_swim,
  foot: m.sport_walk,
  other: m.sport_other,
}

export const kindColor: Record<Kind, string> = {
  all: '--fitness',
  run: '--run',
  bike: '--bike',
  swim: '--swim',
  foot: '--hike',
  other: '--strength',
}

/** What is chosen stands in the address beside the choices of the curves. */
type Search = Pick<URLSearchParams, 'get'>
export const measureOf = (search: Search): Measure =>
  measures.find((measure) => measureFace[measure].id === search.get('of')) ?? 'distanceM'
export const kindOf = (search: Search, there: readonly SportFamily[]): Kind =>
  there.find((kind) => kind === search.get('kind')) ?? 'all'

/** Where the total of a week, a month or a year up to that day is explained. */
export const ofTotal = (period: 'month' | 'year', date: LocalDate, measure: Measure, kind: Kind): Subject =>
  ofDay(date, `${period}_${measureFace[measure].id}${kind === 'all' ? '' : `.${sportsOf(kind).join('+')}`}`)

/** What one value of the measure is called in a sentence. */
const told = (value: number, measure: Measure): string =>
  measure === 'load' ? m.years_load({ value: formatNumber(value) }) : inOneLine(measureFace[measure].format(value))

/** Below one in a hundred two years are the same to anybody. */
const SAME_SHARE = 0.01

/** How far this year has come against the same day of the last. */
export function againstSentence({ now, before, since }: Against, measure: Measure): string {
  if (now.value === null) return before?.value ? m.years_none() : m.years_nothing()
  const amount = told(now.value, measure)
  if (before === null || before.value === null) return withParticles(m.years_first({ amount }))
  const difference = now.value - before.value
  const words = { amount, difference: told(Math.abs(difference), measure) }
  const say =
    Math.abs(difference) <= SAME_SHARE * before.value ? m.years_same : difference > 0 ? m.years_ahead : m.years_behind
  return withParticles([say(words), since ? m.years_since({ date: formatMonthDay(since) }) : ''].join(' ').trim())
}
