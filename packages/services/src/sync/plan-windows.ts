import { addDays, daysBetween, type Dataset, type DayState, type Door, type LocalDate } from '@rc/domain'
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
 * The questions that fill what nobody has asked about in [from, to], the newest days first and, on the same day, those about
 * many days before the others, else in the order of `doorOf`. `asked` are the spans that are known, dataset by dataset, in any order.
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
  const isShort = ({ dataset, door }: Window): number => Number(isDayByDay(definition, dataset, door))
  return windows.toSorted((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : isShort(a) - isShort(b)))
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

/** Whoever wears a watch has these every day. */
export const guides: readonly Dataset[] = ['daily_summary', 'steps', 'stress']
/** So many days in a row without any of them are a break, not a day off. */
export const BREAK_DAYS = 14

/** Whether one question of this dataset is about one day only. */
export const isDayByDay = (definition: VendorDefinition, dataset: Dataset, door: Door | undefined): boolean =>
  definition.datasets[dataset]?.kind === 'days' &&
  door !== undefined &&
  definition.datasets[dataset].maxDays[door] === 1

/**
 * Days that need no question: the few questions about many days have all said that nobody wore a watch, so that the many
 * about one day each would be asked in vain. `known` as of `listSpans`.
 */
export function findBreaks(
  definition: VendorDefinition,
  doorOf: Map<Dataset, Door>,
  known: Map<Dataset, (Span & { state: DayState })[]>,
): Window[] {
  const asked = guides.filter((dataset) => doorOf.has(dataset) && !isDayByDay(definition, dataset, doorOf.get(dataset)))
  if (asked.length === 0) return []
  const breaks = asked
    .map((dataset): Span[] => (known.get(dataset) ?? []).filter(({ state }) => state === 'empty'))
    .reduce(overlaps)
    .filter(({ from, to }) => daysBetween(from, to) + 1 >= BREAK_DAYS)
  return [...doorOf].flatMap(([dataset, door]) =>
    isDayByDay(definition, dataset, door)
      ? breaks.flatMap((each) =>
          unaskedSpans(known.get(dataset) ?? [], each).map((span): Window => ({ dataset, door, ...span })),
        )
      : [],
  )
}

/** Where a span of one list and one of the other lie on the same days. */
const overlaps = (some: Span[], others: Span[]): Span[] =>
  some.flatMap((a) =>
    others.flatMap((b) => {
      const [from, to] = [a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to]
      return from <= to ? [{ from, to }] : []
    }),
  )

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
