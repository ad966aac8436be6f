import type { AiSettings, AnswerAbout } from '@rc/contract'
import { formatNumber } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'

/** Why the rules answered where a model was to; also why a trial failed. */
const whyTexts: Record<string, () => string> = {
  unauthorised: m.coach_why_unauthorised,
  out_of_quota: m.coach_why_out_of_quota,
  rate_limited: m.coach_why_rate_limited,
  not_supported: m.coach_why_not_supported,
  unavailable: m.coach_why_unavailable,
  too_slow: m.coach_why_too_slow,
  too_long: m.coach_why_unusable,
  address_refused: m.coach_why_address_refused,
  bad_response: m.coach_why_bad_response,
  cut: m.coach_why_cut,
  truncated: m.coach_why_cut,
  refused: m.coach_why_refused,
  empty: m.coach_why_unusable,
  unusable: m.coach_why_unusable,
  no_key: m.coach_why_no_key,
  not_agreed: m.coach_why_not_agreed,
  budget: m.coach_why_budget,
  plan_changed: m.coach_why_plan_changed,
  interrupted: m.coach_why_interrupted,
  wrong_dimension: m.coach_why_wrong_dimension,
  internal: m.error_internal,
}
/** Empty where nobody was to answer but the rules. */
export const whyText = (why: string | null): string =>
  why === null || why === 'off' ? '' : (whyTexts[why] ?? m.error_internal)()

/** What the rules say, in words. */
export function sayText({ say, reasons, facts }: Pick<AnswerAbout, 'say' | 'reasons' | 'facts'>): string {
  switch (say) {
    case 'plan':
      return m.coach_say_plan()
    case 'no_plan':
      return reasons.includes('race_past')
        ? m.coach_say_race_past()
        : reasons.includes('race_too_far')
          ? m.coach_say_race_too_far()
          : m.coach_say_no_plan()
    case 'which_goal':
      return m.coach_say_which_goal()
    case 'less':
      return m.coach_say_less()
    case 'nothing_to_reduce':
      return m.coach_say_nothing_to_reduce()
    case 'tired':
      return tiredText(facts)
    case 'references':
      return m.coach_say_references()
    case 'no_answer':
      return m.coach_say_no_answer()
    case 'red_flag':
      return m.coach_say_red_flag()
    case 'refused':
      return m.coach_say_refused()
    case null:
      return ''
  }
}

function tiredText(facts: AnswerAbout['facts']): string {
  const { readiness, sleepDebtH, sleepAverage14H, restingHrZ } = facts
  if (typeof readiness !== 'number') return m.coach_tired_unknown()
  const lines = [withParticles(m.coach_tired_score({ score: formatNumber(readiness) }))]
  if (facts['hrvStatus'] === 'below') lines.push(m.coach_tired_hrv())
  if (typeof restingHrZ === 'number' && restingHrZ >= 1) lines.push(m.coach_tired_rhr())
  if (typeof sleepDebtH === 'number' && sleepDebtH >= 3)
    lines.push(m.coach_tired_debt({ hours: formatNumber(sleepDebtH, 1) }))
  if (typeof sleepAverage14H === 'number') lines.push(m.coach_tired_sleep({ hours: formatNumber(sleepAverage14H, 1) }))
  if (lines.length <= 2) lines.push(m.coach_tired_nothing())
  return lines.map((line, i) => (i === 0 ? line : `- ${line}`)).join('\n')
}

const leftTexts: Record<string, () => string> = {
  unreadable: m.left_unreadable,
  unknown_template: m.left_unknown_template,
  bad_date: m.left_bad_date,
  past: m.left_past,
  outside_plan: m.left_outside_plan,
  too_many_that_day: m.left_too_many,
  race_day: m.left_race_day,
  no_size: m.left_size,
  size_out_of_range: m.left_size,
  text_unfit: m.left_text,
  unknown_source: m.left_source,
  no_such_workout: m.left_no_such_workout,
  locked: m.left_locked,
}
/** What was said and not taken over, each reason once with how often. */
export const leftTextOf = (left: AnswerAbout['left']): string[] =>
  [...Map.groupBy(left, ({ reason }) => reason)].map(([reason, list]) => {
    const text = leftTexts[reason]?.() ?? reason
    return list.length > 1 ? `${text} (${list.length})` : text
  })

export const signalName: Record<AiSettings['signals'][number], () => string> = {
  training: m.ai_signal_training,
  lifetime: m.ai_signal_lifetime,
  thresholds: m.ai_signal_thresholds,
  recovery: m.ai_signal_recovery,
  age: m.ai_signal_age,
  plan: m.ai_signal_plan,
  injuries: m.ai_signal_injuries,
  weight: m.ai_signal_weight,
}

export const formatName: Record<'json_schema' | 'json_object' | 'text', () => string> = {
  json_schema: m.ai_format_schema,
  json_object: m.ai_format_object,
  text: m.ai_format_text,
}
