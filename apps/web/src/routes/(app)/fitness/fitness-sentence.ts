import type { FormCurves } from '@rc/contract'
import { formatNumber, formatSigned } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { wordsOfForm } from '../form-sentence.ts'

/** The 42-day curve has taken most of its shape after one of its own lengths. */
const FORMING_DAYS = 42
/** A smaller change in six weeks is none. */
const SAME = 2

const lastOf = (column: (number | null)[]): number | null => column.findLast((value) => value !== null) ?? null

/** Change of the long curve over its own length; null while it forms or where the page looks less far back. */
export function changeOf({ ctl }: FormCurves): number | null {
  const end = ctl.findLastIndex((value) => value !== null)
  const [now, before] = [ctl[end], ctl[Math.max(0, end - FORMING_DAYS)]]
  return now == null || before == null || end < FORMING_DAYS - 2 ? null : now - before
}

export function fitnessSentence(form: FormCurves): string {
  if (form.historyDays === 0) return m.today_empty_title()
  if (form.historyDays < FORMING_DAYS) return m.fitness_forming()
  const change = changeOf(form)
  if (change === null) return m.nav_fitness()
  return Math.abs(change) < SAME ? m.fitness_same() : change > 0 ? m.fitness_up() : m.fitness_down()
}

export function fitnessLede(form: FormCurves): string {
  if (form.historyDays < FORMING_DAYS) return m.form_forming({ days: form.historyDays, needed: FORMING_DAYS })
  const [ctl, tsb, change] = [lastOf(form.ctl), lastOf(form.tsb), changeOf(form)]
  const parts: string[] = []
  if (ctl !== null) {
    const value = formatNumber(ctl)
    const whole = change === null ? null : Math.round(change)
    parts.push(
      whole === null || whole === 0
        ? (whole === 0 ? m.form_fitness_same : m.form_fitness)({ value })
        : (whole > 0 ? m.form_fitness_up : m.form_fitness_down)({ value, change: formatNumber(Math.abs(whole)) }),
    )
  }
  if (tsb !== null) parts.push(m.form_now({ value: formatSigned(tsb), words: wordsOfForm(tsb) }))
  const race = form.future.at(-1)
  if (race) parts.push(m.fitness_future({ value: formatSigned(race.tsb) }))
  return withParticles(parts.join(' '))
}
