/** What a spreadsheet would take for the beginning of a formula. */
const formula = /^[=+\-@\t\r]/

/**
 * One line of CSV (RFC 4180). Text that a spreadsheet would run has a ' before it; numbers, also negative ones, stay
 * numbers; null is empty, empty text is "".
 */
export const csvLine = (values: unknown[]): string => `${values.map(cellOf).join(',')}\r\n`

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return quote(JSON.stringify(value))
  return value === '' ? '""' : quote(formula.test(value) ? `'${value}` : value)
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
