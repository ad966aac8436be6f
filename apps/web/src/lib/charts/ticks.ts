import { addDays, type LocalDate } from '@rc/domain'
import { formatMonthTick } from '../format/date.ts'
import { formatClock } from '../format/duration.ts'
import { formatNumber } from '../format/number.ts'

export interface Tick {
  at: number
  label: string
  /** Today: in the colour of now. */
  now?: boolean
}

function niceStep(rough: number, steps: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  return (steps.find((step) => step * power >= rough * 0.999) ?? 10) * power
}

/** Two to four round values inside [low, high]. */
export function valueTicks(low: number, high: number, count = 3): number[] {
  if (!(high > low)) return Number.isFinite(low) ? [low] : []
  const step = niceStep((high - low) / count, [1, 2, 2.5, 4, 5, 10])
  const first = Math.ceil(low / step - 1e-9)
  const ticks = []
  for (let i = first; i * step <= high + step * 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)))
  return ticks
}

const paceSteps = [5, 10, 15, 20, 30, 60, 120, 180, 300, 600]

/** Speeds (m/s) at round paces inside [low, high] m/s; `unitM` is what the pace counts, 1000 or 100 m. */
export function paceTicks(low: number, high: number, unitM: number, count = 3): number[] {
  const [fast, slow] = [unitM / high, unitM / Math.max(low, unitM / 1800)]
  if (!(slow > fast)) return []
  const step = paceSteps.find((seconds) => (slow - fast) / seconds <= count + 1) ?? 600
  const ticks = []
  for (let pace = Math.ceil(fast / step) * step; pace <= slow; pace += step) ticks.push(unitM / pace)
  return ticks.slice(0, 5)
}

const timeSteps = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600]

/** Round times on a stopwatch, about one every `spacePx`. */
export function timeTicks(from: number, to: number, widthPx: number, spacePx = 84): Tick[] {
  const step = timeSteps.find((seconds) => ((to - from) / seconds) * spacePx <= widthPx) ?? 43_200
  const ticks = []
  for (let at = Math.ceil(from / step) * step; at <= to; at += step)
    ticks.push({ at, label: at === 0 ? '0' : formatClock(at) })
  return ticks
}

/** Round distances; metres below one kilometre steps in short activities. */
export function distanceTicks(from: number, to: number, widthPx: number, spacePx = 72): Tick[] {
  const step = niceStep(((to - from) * spacePx) / Math.max(widthPx, 1), [1, 2, 5, 10])
  const ticks = []
  for (let i = Math.ceil(from / step); i * step <= to; i++) {
    const at = i * step
    ticks.push({
      at,
      label: step < 1000 && to < 3000 ? `${formatNumber(at)} m` : `${formatNumber(at / 1000, step < 1000 ? 1 : 0)} km`,
    })
  }
  return ticks
}

/** The firsts of the months among `days` days from `first`; x counts days. */
export function monthTicks(first: LocalDate, days: number): Tick[] {
  const ticks = []
  for (let at = 0; at < days; at++) {
    const date = addDays(first, at)
    if (date.endsWith('-01')) ticks.push({ at, label: formatMonthTick(date) })
  }
  return ticks
}
