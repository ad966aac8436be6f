import type { Explanation } from '@rc/contract'
import { inOneLine, quantity } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'
import { metricFace } from '#lib/words/metrics.ts'
import { sportFace } from '#lib/words/sports.ts'
import { isThreshold, thresholdFace } from '#lib/words/thresholds.ts'

type Input = Explanation['inputs'][number]

export const evidenceText: Record<Explanation['evidence'], () => string> = {
  A: m.evidence_a,
  B: m.evidence_b,
  C: m.evidence_c,
  D: m.evidence_d,
}

const kindText: Record<Input['kind'], () => string> = {
  file: m.input_file,
  event: m.input_event,
  activity: m.input_activity,
  threshold: m.input_threshold,
  setting: m.input_setting,
  night: m.input_night,
  reading: m.input_reading,
  journal: m.input_journal,
}

interface InputText {
  name: string
  value: string | null
  href: string | null
}

/** What a number was made from, by the name people use, and where to look at it. */
export function inputText({ kind, id, name, value, unit }: Input): InputText {
  if (kind === 'threshold' && isThreshold(name)) {
    const face = thresholdFace[name]
    return {
      name: face.name(),
      value: value === null ? null : inOneLine(face.format(value)),
      href: `/settings#${name}`,
    }
  }
  const size = Math.abs(value ?? 0)
  const told =
    value === null
      ? null
      : inOneLine(quantity(value, unit === '1' ? '' : (unit ?? ''), Number.isInteger(value) || size >= 100 ? 0 : 1))
  const known = metricFace[name]?.name() ?? (sportFace as Record<string, { name: () => string }>)[name]?.name()
  return {
    name: known ?? (kind === 'activity' || kind === 'file' ? name || kindText[kind]() : kindText[kind]()),
    value: told,
    href: kind === 'activity' && id !== null ? `/activities/${id}` : null,
  }
}
