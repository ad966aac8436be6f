/** What may leave the house with a question to a model, each a switch of the athlete's. */
export const aiSignals = [
  'training',
  'lifetime',
  'thresholds',
  'recovery',
  'age',
  'plan',
  'injuries',
  'weight',
] as const
export type AiSignal = (typeof aiSignals)[number]
