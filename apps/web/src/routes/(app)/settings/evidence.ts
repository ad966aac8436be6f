import type { ThresholdSuggestion } from '@rc/contract'
import { formatDay } from '#lib/format/date.ts'
import { m } from '#lib/paraglide/messages.js'
import { today } from '#lib/session.ts'

/** What a suggested value was read from, as far as its method says. */
export function evidenceText({ method, evidence, confidence }: ThresholdSuggestion): string {
  const date = evidence['date']
  // How sure a vendor is of it, nobody knows.
  if (method === 'vendor') return m.evidence_vendor({ date: formatDay(String(date), today()) })
  const parts = [
    typeof date === 'string' ? m.evidence_date({ date: formatDay(date, today()) }) : m.evidence_records(),
    confidence === 'high' ? m.confidence_high() : confidence === 'low' ? m.confidence_low() : m.confidence_estimated(),
  ]
  return parts.join(' ')
}
