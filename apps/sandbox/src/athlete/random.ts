/** A stream of numbers that depends on nothing but its key, so that each day can be made without the days before it. */
export interface Random {
  /** Uniform in [0, 1). */
  next: () => number
  between: (low: number, high: number) => number
  /** Mean 0, standard deviation 1, never beyond ±3.5: the sum of four uniforms is close enough to a bell. */
  normal: () => number
  chance: (probability: number) => boolean
  pick: <T>(items: readonly [T, ...T[]]) => T
}

/** FNV-1a spreads the key over 32 bits, mulberry32 walks on from there. */
export function createRandom(...key: (string | number)[]): Random {
  let state = 0x811c9dc5
  for (const char of key.join('/')) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193)

  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    normal: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  }
}

/** Noise that wanders: each value remembers `memory` (0–1) of the one before; standard deviation 1. */
export function createDrift(random: Random, memory: number): () => number {
  const fresh = Math.sqrt(1 - memory * memory)
  let value = random.normal()
  return () => (value = memory * value + fresh * random.normal())
}
