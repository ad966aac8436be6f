import type { Guideline } from '@rc/contract'
import type { ApiError } from '#lib/api.ts'
import { m } from '#lib/paraglide/messages.js'
import { whyText } from './coach.ts'
import { errorTextFor } from './errors.ts'

export const topicName: Record<Guideline['topic'], () => string> = {
  load: m.guide_topic_load,
  intensity: m.guide_topic_intensity,
  long_run: m.guide_topic_long_run,
  race: m.guide_topic_race,
  return: m.guide_topic_return,
  pain: m.guide_topic_pain,
  recovery: m.guide_topic_recovery,
  conditions: m.guide_topic_conditions,
  fuel: m.guide_topic_fuel,
  swim: m.guide_topic_swim,
  triathlon: m.guide_topic_triathlon,
  strength: m.guide_topic_strength,
  people: m.guide_topic_people,
  measuring: m.guide_topic_measuring,
}

/** Why a question was answered by our own embedder. */
export const searchWhy = (why: string): string =>
  `${why === 'incomplete' ? m.guides_why_incomplete() : why === 'off' ? m.guides_why_off() : whyText(why)} ${m.guides_own_instead()}`

const reasons: Record<string, () => string> = {
  document_no_text: m.guide_reason_document_no_text,
  document_too_long: m.guide_reason_document_too_long,
  document_locked: m.guide_reason_document_locked,
  too_large: m.guide_reason_too_large,
  too_many_documents: m.guide_reason_too_many_documents,
}

/** Why a document could not be read or taken. */
export const documentReason = (reason: string | null): string =>
  (reasons[reason ?? ''] ?? m.guide_reason_document_damaged)()

export const documentError = (error: ApiError): string => {
  const reason = error.reasons.find((each) => each in reasons)
  return reason === undefined ? errorTextFor(error) : documentReason(reason)
}
