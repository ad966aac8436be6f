import type { YearDays } from '@rc/contract'
import type { LocalDate } from '@rc/domain'
import { formatNumber, inOneLine } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { columnOf, firstOf, lastOf, type Measure, sumBetween } from '../../year-days.ts'
import { measureFace } from '../../year-words.ts'
import { activeDays } from './year-review.ts'

const whole = (days: YearDays, year: number, measure: Measure, last = lastOf(year)) =>
  sumBetween(columnOf(days, 'all', measure), firstOf(year), last)

/** How far; of a year without a distance how long. */
export function yearSentence(days: YearDays, year: number): string {
  const distance = whole(days, year, 'distanceM').value
  const time = whole(days, year, 'timerS')
  if (distance) return withParticles(m.year_far({ year, distance: inOneLine(measureFace.distanceM.format(distance)) }))
  if (time.value) return withParticles(m.year_long({ year, time: inOneLine(measureFace.timerS.format(time.value)) }))
  return m.year_often({ year, count: time.activities })
}

/** On how many days, how long, and against the year before, up to the same day while this one lasts. */
export function yearLede(days: YearDays, year: number, lastBefore: LocalDate): string {
  const time = whole(days, year, 'timerS')
  const parts = [
    m.year_days({
      days: activeDays(columnOf(days, 'all', 'timerS'), year),
      count: time.activities,
      time: inOneLine(measureFace.timerS.format(time.value)),
    }),
  ]
  const before = whole(days, year - 1, 'timerS', lastBefore).value
  const isWhole = days.firstDate !== null && days.firstDate <= firstOf(year - 1)
  if (isWhole && before && time.value) {
    const pct = Math.round((100 * (time.value - before)) / before)
    parts.push(
      pct === 0 ? m.year_as_before() : (pct > 0 ? m.year_more : m.year_less)({ pct: formatNumber(Math.abs(pct)) }),
    )
  }
  return withParticles(parts.join(' '))
}
