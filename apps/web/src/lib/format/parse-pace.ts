/** Seconds from 5:30, 530, 5'30", 5.30 or 5분 30초; a bare one- or two-digit number is minutes. Null when it is no pace. */
export function parsePace(text: string): number | null {
  const compact = text.trim().replaceAll(/\s/g, '')
  const found =
    /^(\d{1,2})(?:[:.'′’]|분|m(?:in)?)([0-5]?\d)(?:"|″|”|''|초|s(?:ec)?)?$/i.exec(compact) ??
    /^(\d{1,2})([0-5]\d)$/.exec(compact) ??
    /^(\d{1,2})(?:분|'|′|’)?$/.exec(compact)
  if (!found) return null
  return Number(found[1]) * 60 + Number(found[2] ?? 0) || null
}
