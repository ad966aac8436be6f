import type { FileContents, Outcome, SourceFlag } from '@rc/domain'

/** What says that a file is not as it was made. */
const damage = new Set<SourceFlag>([
  'crc_bad',
  'crc_missing',
  'truncated',
  'segment_bad',
  'trailing_bytes',
  'limit_reached',
])

export const isFlagged = (outcome: Outcome<FileContents>): boolean =>
  !outcome.ok || outcome.value.flags.some((flag) => damage.has(flag))

/** Mulberry32: the same mutants on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const join2 = (...parts: Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]))

/** One way to damage a file; `random(n)` is a number below n. */
const mutations: ((bytes: Uint8Array, random: (below: number) => number) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, random(bytes.length)),
  (bytes, random) => bytes.with(random(bytes.length), random(256)),
  (bytes, random) => bytes.map((byte) => (random(100) === 0 ? byte ^ (1 << random(8)) : byte)),
  (bytes, random) => bytes.with(random(14), random(256)),
  (bytes, random) => bytes.with(14 + random(80), random(256)),
  (bytes, random) => {
    const at = random(bytes.length)
    return join2(bytes.subarray(0, at), bytes.subarray(at + 1 + random(40)))
  },
  (bytes, random) => {
    const at = random(bytes.length)
    return join2(bytes.subarray(0, at), bytes.subarray(random(at + 1), at), bytes.subarray(at))
  },
  (bytes, random) =>
    join2(
      bytes,
      Uint8Array.from({ length: 1 + random(200) }, () => random(256)),
    ),
  (bytes, random) => join2(bytes, bytes.slice(0, 20 + random(bytes.length - 20))),
  (bytes, random) => bytes.fill(random(2) * 255, random(bytes.length)),
]

export interface Mutant {
  /** Which of the originals it was. */
  original: number
  bytes: Uint8Array
}

/** So many damaged copies, of each original in turn; the same ones for the same seed. */
export function* mutate(originals: readonly Uint8Array[], count: number, seed: number): Generator<Mutant> {
  const random = createRandom(seed)
  for (let made = 0, i = 0; made < count; i++) {
    const original = originals[i % originals.length]!
    const bytes = mutations[random(mutations.length)]!(Uint8Array.from(original), random)
    if (Buffer.from(bytes).equals(original)) continue
    made++
    yield { original: i % originals.length, bytes }
  }
}
