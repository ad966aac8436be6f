import type { DashboardSummary, DailySeries } from '@rc/contract'
import { formatNumber, formatSigned } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'

/** The 42-day curve has taken most of its shape after one of its own lengths. */
export const FORMING_DAYS = 42

export const seriesNamed = (form: DailySeries[], id: string): DailySeries | undefined =>
  form.find(({ metricId }) => metricId === id)

/** The newest value there is, with its day. */
export const latestOf = (series: DailySeries | undefined): { value: number; localDate: string } | null => {
  const point = series?.points.findLast(({ value }) => value !== null)
  return point && point.value !== null ? { value: point.value, localDate: point.localDate } : null
}

/** Conventions of Friel and others, science.md section 6: words for a range, no verdict. */
export function wordsOfForm(tsb: number): string {
  if (tsb < -30) return m.form_very_low()
  if (tsb < -10) return m.form_low()
  return tsb <= 5 ? m.form_middle() : m.form_high()
}

/** What the load and form curves say, in one breath. Null while there are none. */
export function formSentence({ form, historyDays }: DashboardSummary): string | null {
  if (historyDays < FORMING_DAYS) return m.form_forming({ days: historyDays, needed: FORMING_DAYS })
  const [ctl, tsb] = [latestOf(seriesNamed(form, 'ctl')), latestOf(seriesNamed(form, 'tsb'))]
  if (!ctl || !tsb) return null
  const points = seriesNamed(form, 'ctl')?.points ?? []
  const before = points.at(-1 - FORMING_DAYS)?.value ?? null
  const change = before === null ? null : Math.round(ctl.value) - Math.round(before)
  const fitness =
    change === null
      ? m.form_fitness({ value: formatNumber(ctl.value) })
      : change === 0
        ? m.form_fitness_same({ value: formatNumber(ctl.value) })
        : (change > 0 ? m.form_fitness_up : m.form_fitness_down)({
            value: formatNumber(ctl.value),
            change: formatNumber(Math.abs(change)),
          })
  return withParticles(`${fitness} ${m.form_now({ value: formatSigned(tsb.value), words: wordsOfForm(tsb.value) })}`)
}
