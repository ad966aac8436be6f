import { addDays, daysBetween, type Dataset, type Door, type LocalDate } from '@rc/domain'
import type { VendorDefinition } from '@rc/vendors'

/** One question to a vendor: these days of one dataset, through this door. */
export interface Window {
  dataset: Dataset
  door: Door
  from: LocalDate
  to: LocalDate
}

export interface Span {
  from: LocalDate
  to: LocalDate
}

/**
 * The questions that fill what nobody has asked about in [from, to], the newest days first and, on the same day, in the
 * order of `doorOf`. `asked` are the spans that are known, dataset by dataset, in any order.
 */
export function planWindows(
  definition: VendorDefinition,
  doorOf: Map<Dataset, Door>,
  asked: Map<Dataset, Span[]>,
  { from, to }: Span,
): Window[] {
  const windows = [...doorOf].flatMap(([dataset, door]) => {
    const plan = definition.datasets[dataset]
    const maxDays = plan?.maxDays[door]
    if (plan?.kind !== 'days' || maxDays === undefined) return []
    return unaskedSpans(asked.get(dataset) ?? [], { from, to }).flatMap((gap) =>
      cut(gap, maxDays).map((window): Window => ({ dataset, door, ...window })),
    )
  })
  return windows.toSorted((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0))
}

/** What of [from, to] none of these spans covers, oldest first. */
export function unaskedSpans(asked: Span[], { from, to }: Span): Span[] {
  const gaps: Span[] = []
  let next = from
  for (const span of asked.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (span.to < next) continue
    if (span.from > to) break
    if (span.from > next) gaps.push({ from: next, to: addDays(span.from, -1) })
    next = addDays(span.to, 1)
  }
  if (next <= to) gaps.push({ from: next, to })
  return gaps
}

/** A span in pieces of at most `maxDays`, the newest first and whole. */
function cut({ from, to }: Span, maxDays: number): Span[] {
  const pieces: Span[] = []
  for (let end = to; end >= from;) {
    const start = daysBetween(from, end) < maxDays ? from : addDays(end, 1 - maxDays)
    pieces.push({ from: start, to: end })
    end = addDays(start, -1)
  }
  return pieces
}
