import type { ImportedPlan } from '@rc/contract'
import type { ApiError } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { errorTextFor } from './errors.ts'

export const formatName: Record<ImportedPlan['format'], () => string> = {
  plan: m.bring_format_plan,
  draft: m.bring_format_draft,
  json: m.bring_format_json,
  calendar: m.bring_format_calendar,
  events: m.bring_format_events,
  text: m.bring_format_text,
}

export const guessName: Record<ImportedPlan['guesses'][number]['about'], () => string> = {
  template: m.bring_guess_template,
  day: m.bring_guess_day,
  miles: m.bring_guess_miles,
  size: m.bring_guess_size,
  unit: m.bring_guess_unit,
  pace: m.bring_guess_pace,
  race: m.bring_guess_race,
}

const leftNames: Record<string, () => string> = {
  no_day: m.bring_left_no_day,
  no_session: m.bring_left_no_session,
  unknown_template: m.bring_left_no_session,
  past: m.bring_left_past,
  outside_plan: m.bring_left_outside_plan,
  bad_date: m.bring_left_bad_date,
  too_many_that_day: m.bring_left_too_many_that_day,
  size_out_of_range: m.bring_left_size_out_of_range,
  text_unfit: m.bring_left_text_unfit,
  race_day: m.bring_left_race_day,
  cut: m.bring_left_cut,
}
export const leftName = (reason: string): string => (leftNames[reason] ?? m.bring_left_other)()

const refusals: Record<string, () => string> = {
  no_sessions: m.bring_none,
  no_text: m.bring_none,
  race_past: m.bring_race_past,
  race_too_far: m.bring_race_too_far,
  too_large: m.bring_too_large,
}
/** Why there is no plan in a text. */
export const importError = (error: ApiError): string => {
  const known = error.reasons.map((reason) => refusals[reason]).find((each) => each !== undefined)
  return known?.() ?? errorTextFor(error)
}
