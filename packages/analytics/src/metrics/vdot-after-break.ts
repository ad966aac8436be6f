/** Days without running → what is left of VDOT, without other training (Daniels' FVDOT-1). */
const remaining = [
  [5, 1],
  [7, 0.994],
  [14, 0.973],
  [28, 0.931],
  [42, 0.889],
  [56, 0.847],
  [72, 0.8],
] as const

/**
 * VDOT after a break of so many days, linear between Daniels' values: unchanged up to 5 days, 80 % from 72 on.
 * Missing (null): a negative break, no positive VDOT. Source: Daniels' FVDOT-1 as published by VDOT O2. Evidence C.
 */
export function vdotAfterBreak(vdot: number, daysOff: number): number | null {
  if (!(vdot > 0 && daysOff >= 0)) return null
  const next = remaining.findIndex(([days]) => days >= daysOff)
  if (next === 0) return vdot
  const [toDays, toShare] = remaining.at(next)!
  if (next === -1) return vdot * toShare
  const [fromDays, fromShare] = remaining[next - 1]!
  return vdot * (fromShare + ((daysOff - fromDays) / (toDays - fromDays)) * (toShare - fromShare))
}
