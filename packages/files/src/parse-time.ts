const pattern =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*$/i
/** Years a watch can mean. */
const [firstYear, lastYear] = [1980, 2100]

/** An ISO 8601 instant as Unix seconds, and its offset from UTC in seconds where it names one; without a zone it is UTC. */
export function parseTime(text: string | undefined): { timeS: number; offsetS: number | null } | null {
  const match = pattern.exec(text ?? '')
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0))
  if (year < firstYear || year > lastYear || month < 1 || month > 12 || day < 1 || day > 31 || hour > 24) return null
  const offsetS = parseOffset(match[8])
  const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`)
  return { timeS: Date.UTC(year, month - 1, day, hour, minute, second) / 1000 + fraction - (offsetS ?? 0), offsetS }
}

/** `Z` says nothing about where one is, so it gives no offset. */
function parseOffset(zone: string | undefined): number | null {
  if (zone === undefined || zone.toUpperCase() === 'Z') return null
  const sign = zone.startsWith('-') ? -1 : 1
  return sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60)
}
