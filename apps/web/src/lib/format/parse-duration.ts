/** Reads what people type: 1:09:01, 69:01, 90 (minutes), 1시간 30분, 90분, 45초. Null when it is no duration. */
export function parseDuration(text: string): number | null {
  const trimmed = text.trim()
  const words = /^(?:(\d+)\s*(?:시간|h))?\s*(?:(\d+)\s*(?:분|m(?:in)?))?\s*(?:(\d+)\s*(?:초|s(?:ec)?))?$/i.exec(trimmed)
  if (trimmed !== '' && words) {
    const [h, m, s] = [words[1], words[2], words[3]].map((part) => Number(part ?? 0)) as [number, number, number]
    return h * 3600 + m * 60 + s || null
  }
  const clock = /^(?:(\d+):)?(\d{1,3}):([0-5]\d)$/.exec(trimmed)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]) || null
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) * 60 || null : null
}
