import type { BackTest } from '@rc/contract'
import { formatNumber } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'

/** How the level of care would have done: what people would have been told. */
export function backTestSentence({ signals, setbacks, mornings }: BackTest): string {
  const care = signals.find(({ id }) => id === 'caution')
  if (mornings === 0 || !care) return m.back_test_title()
  const alarms = formatNumber(care.falseAlarmsPerMonth, 1)
  return setbacks.length === 0
    ? m.back_test_alarms({ alarms })
    : m.back_test_hits({ total: setbacks.length, hits: care.hits, alarms })
}
