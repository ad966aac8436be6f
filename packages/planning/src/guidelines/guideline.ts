export const guidelineTopics = [
  'load',
  'intensity',
  'long_run',
  'race',
  'return',
  'pain',
  'recovery',
  'conditions',
  'fuel',
  'swim',
  'triathlon',
  'strength',
  'people',
  'measuring',
] as const
export type GuidelineTopic = (typeof guidelineTopics)[number]

/** One rule of training in our own words, in both languages, with where it comes from. */
export interface Guideline {
  /** Never changes: plans and answers cite it. */
  key: string
  topic: GuidelineTopic
  ko: readonly [title: string, text: string]
  en: readonly [title: string, text: string]
  /** What else people call it, in both languages. */
  also: string
  source: string
}

export const guidelinesOf = (topic: GuidelineTopic, guidelines: readonly Omit<Guideline, 'topic'>[]): Guideline[] =>
  guidelines.map((guideline) => ({ topic, ...guideline }))
