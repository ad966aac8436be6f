import type { BackTest } from '@rc/contract'
import { formatNumber } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'

/** Whether there was anything to look at. */
export const hasLooked = ({ signals }: BackTest): boolean => signals.some(({ lookedDays }) => lookedDays > 0)

/** How the level of care would have done: what people would have been told. */
export function backTestSentence(result: BackTest): string {
  const { signals, setbacks } = result
  const care = signals.find(({ id }) => id === 'caution')
  if (!care || !hasLooked(result)) return m.back_test_title()
  const alarms = formatNumber(care.falseAlarmsPerMonth, 1)
  return setbacks.length === 0
    ? m.back_test_alarms({ alarms })
    : m.back_test_hits({ total: setbacks.length, hits: care.hits, alarms })
}
