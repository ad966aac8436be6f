/** Of what the athlete wrote of a day, 1–5: of fatigue, soreness and stress 5 is worst, of mood 1. */
export interface Feelings {
  fatigue: number | null
  soreness: number | null
  mood: number | null
  stress: number | null
}

/** How many of them are in their bad range, the two worst steps. Missing (null): nothing was written. Evidence C. */
export function countBadFeelings({ fatigue, soreness, mood, stress }: Feelings): number | null {
  const burdens = [fatigue, soreness, stress, mood === null ? null : 6 - mood].filter((value) => value !== null)
  return burdens.length === 0 ? null : burdens.filter((value) => value >= 4).length
}
