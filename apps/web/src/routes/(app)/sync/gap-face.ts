import { m } from '#lib/paraglide/messages.js'
import type { CellState } from './gap-cells.ts'

/** Recorded is solid, empty is hollow, what nobody has asked about is hatched, trouble is red, half of one both. */
export const cellText: Record<CellState, () => string> = {
  have: m.gap_have,
  damaged: m.gap_damaged,
  empty: m.gap_empty,
  failed: m.gap_failed,
  unasked: m.gap_unasked,
}
export const cellStates = Object.keys(cellText) as CellState[]
