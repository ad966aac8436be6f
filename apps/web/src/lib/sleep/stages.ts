import { m } from '#lib/paraglide/messages.js'

/** The stages as they are stored, from waking down to deep sleep; 0 is unmeasurable and drawn nowhere. */
export const stageFaces = [
  { stage: 1, name: m.stage_awake, color: '--sl-awake' },
  { stage: 4, name: m.stage_rem, color: '--sl-rem' },
  { stage: 2, name: m.stage_light, color: '--sl-light' },
  { stage: 3, name: m.stage_deep, color: '--sl-deep' },
] as const

export interface StageBlock {
  fromS: number
  toS: number
  /** Row from the top, as in `stageFaces`. */
  row: number
}

/** Each stage lasts until the next begins, the last one until the night ends; neighbours of one kind are one block. */
export function blocksOf(stages: readonly { startS: number; stage: number }[], lengthS: number): StageBlock[] {
  const blocks: StageBlock[] = []
  stages.forEach(({ startS, stage }, i) => {
    const row = stageFaces.findIndex((face) => face.stage === stage)
    const [fromS, toS] = [Math.max(0, startS), Math.min(lengthS, stages[i + 1]?.startS ?? lengthS)]
    if (row < 0 || toS <= fromS) return
    const last = blocks.at(-1)
    if (last && last.row === row && last.toS === fromS) last.toS = toS
    else blocks.push({ fromS, toS, row })
  })
  return blocks
}

/** Seconds spent in each row of `stageFaces`. */
export const secondsByRow = (blocks: readonly StageBlock[]): number[] =>
  stageFaces.map((_, row) => blocks.reduce((sum, block) => sum + (block.row === row ? block.toS - block.fromS : 0), 0))
