/** What stands where there is no value: never 0, never N/A. */
export const NOTHING = '–'
const MINUS = '−'

const grouped = new Map<number, Intl.NumberFormat>()

function formatter(decimals: number): Intl.NumberFormat {
  const found = grouped.get(decimals)
  if (found) return found
  const made = new Intl.NumberFormat('en', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  grouped.set(decimals, made)
  return made
}

/** 12,345 · −1 · –. A value that rounds to zero loses its sign. */
export function formatNumber(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING
  const text = formatter(decimals).format(Math.abs(value))
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text
}

/** With its sign always: +9, −1, 0. For form and differences. */
export function formatSigned(value: number | null | undefined, decimals = 0): string {
  const text = formatNumber(value, decimals)
  return value && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** A figure and its unit, so that the unit can be set smaller. */
export interface Quantity {
  value: string
  unit: string
}

export const quantity = (value: number | null | undefined, unit: string, decimals = 0): Quantity => {
  const text = formatNumber(value, decimals)
  return { value: text, unit: text === NOTHING ? '' : unit }
}

const unbroken = new Set(['%', '°', '시간', ''])

/** Keeps a figure and its unit on one line. */
export const NO_BREAK = '\u00a0'

/** In one string: `13.4 km`, `6°`. */
export const inOneLine = ({ value, unit }: Quantity): string =>
  unbroken.has(unit) ? value + unit : value + NO_BREAK + unit

/** 1.2 MB */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NO_BREAK}B`
  const step = Math.min(4, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${formatNumber(value, value < 10 ? 1 : 0)}${NO_BREAK}${['B', 'kB', 'MB', 'GB', 'TB'][step]}`
}
