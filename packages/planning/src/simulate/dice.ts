/** A number in [0, 1) after another, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Chance that repeats itself: the same seed, the same throws. */
export interface Dice {
  between: (from: number, to: number) => number
  whole: (from: number, to: number) => number
  pick: <T>(from: readonly T[]) => T
  isOneIn: (n: number) => boolean
}

export function diceOf(seed: number): Dice {
  const next = randomFrom(Math.imul(seed, 2_654_435_761))
  const between = (from: number, to: number) => from + next() * (to - from)
  const whole = (from: number, to: number) => Math.floor(between(from, to + 1))
  return { between, whole, pick: (from) => from[whole(0, from.length - 1)]!, isOneIn: (n) => next() < 1 / n }
}
