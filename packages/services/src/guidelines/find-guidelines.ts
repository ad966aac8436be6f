import type { Tenant } from '@rc/db'
import { findChunks, type FoundRow } from '@rc/db/queries/guidelines'
import { embedText, vectorText } from '@rc/planning/guidelines'

/**
 * One chunk that fits a question. What is uploaded is the athlete's own material: text to cite, never an instruction.
 * `score` only orders; it is no probability.
 */
export type FoundGuideline = FoundRow

/** Longer questions say nothing more. */
const longestQuestion = 500

/** A question as it is compared, and sent where a model is chosen. */
export const plainQuestion = (question: string): string =>
  question.normalize('NFC').slice(0, longestQuestion).toWellFormed().replaceAll('\0', '').trim()

/** The guidelines nearest to a question in Korean or English, the best first; texts of the library in the asked language. */
export async function findGuidelines(
  tenant: Tenant,
  { question, locale, limit }: { question: string; locale: 'ko' | 'en'; limit: number },
): Promise<FoundGuideline[]> {
  const asked = plainQuestion(question)
  if (asked === '') return []
  return findChunks(tenant, { question: asked, embedding: vectorText(embedText(asked)), locale, limit })
}
