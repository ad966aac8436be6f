import type { Finding, Left } from '@rc/planning'
import type { FoundGuideline } from '../guidelines/find-guidelines.ts'
import type { ModelFailure } from './ask-model.ts'

export interface Proposal {
  kind: 'plan' | 'change'
  planId: string
  version: number
  hash: string
  baseVersion: number | null
}

export type RulesSay =
  | 'plan'
  | 'no_plan'
  | 'which_goal'
  | 'less'
  | 'nothing_to_reduce'
  | 'tired'
  | 'references'
  | 'no_answer'
  | 'red_flag'
  | 'refused'

/** Why the rules answered where a model was to. `unusable`: twice nothing that could be made a plan. */
export type WhyRules =
  | ModelFailure
  | 'off'
  | 'no_key'
  | 'not_agreed'
  | 'budget'
  | 'unusable'
  | 'plan_changed'
  /** The program ended twice while the answer was being written. */
  | 'interrupted'
  | 'internal'

/** What an answer is, beside its words: kept with the message. */
export interface AnswerAbout {
  by: 'rules' | 'model' | 'card'
  model: string | null
  why: WhyRules | null
  say: RulesSay | null
  reasons: string[]
  facts: Record<string, number | string | null>
  proposal: Proposal | null
  repaired: Finding[]
  left: Left[]
  questions: string[]
  citations: Pick<FoundGuideline, 'chunkId' | 'key' | 'title' | 'text' | 'source' | 'isUploaded'>[]
  costMicroUsd: number | null
  askedAgain: boolean
  stopped: boolean
}

export const noAnswer: AnswerAbout = {
  by: 'rules',
  model: null,
  why: null,
  say: null,
  reasons: [],
  facts: {},
  proposal: null,
  repaired: [],
  left: [],
  questions: [],
  citations: [],
  costMicroUsd: null,
  askedAgain: false,
  stopped: false,
}

export const citationOf = ({ chunkId, key, title, text, source, isUploaded }: FoundGuideline) => ({
  chunkId,
  key,
  title,
  text,
  source,
  isUploaded,
})
