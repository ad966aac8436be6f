import type { DaySpan } from '@rc/contract'
import { addDays, type LocalDate } from '@rc/domain'

/** Twelve weeks. */
export const DAYS_SHOWN = 84

export type CellState = DaySpan['state']
/** Days, both included: one, or a month. */
export interface Cell {
  from: LocalDate
  to: LocalDate
}

export function cellsOf(from: LocalDate, to: LocalDate, by: 'day' | 'month'): Cell[] {
  const cells: Cell[] = []
  for (let start = from; start <= to;) {
    const end = by === 'day' ? start : lastOfMonth(start)
    cells.push({ from: start, to: end < to ? end : to })
    start = addDays(end, 1)
  }
  return cells
}

const lastOfMonth = (date: LocalDate): LocalDate => addDays(`${addDays(`${date.slice(0, 8)}01`, 31).slice(0, 8)}01`, -1)

/** What is to be done first, before what is settled. */
const order: CellState[] = ['failed', 'damaged', 'unasked', 'have', 'empty']

/** Of each cell the state that matters most; the spans cover the days of all cells, in their order. */
export function statesOf(spans: DaySpan[], cells: Cell[]): CellState[] {
  return cells.map(({ from, to }) => {
    const within = new Set(spans.filter((span) => span.from <= to && span.to >= from).map(({ state }) => state))
    return order.find((state) => within.has(state)) ?? 'unasked'
  })
}
