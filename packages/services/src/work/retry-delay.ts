const FIRST_S = 2
const LONGEST_S = 300

/** Exponential backoff with full jitter: after the nth failed attempt somewhere between now and 2 s · 2^n, at most 5 min. */
export const retryDelayS = (attempts: number, random: () => number = Math.random): number =>
  random() * Math.min(LONGEST_S, FIRST_S * 2 ** attempts)
