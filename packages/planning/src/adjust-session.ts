export type SessionKind = 'hard' | 'long' | 'easy' | 'rest'

/** This morning, in the words of readiness and the morning check; `null`: not known, and no reason to change anything. */
export interface Morning {
  band: 'high' | 'normal' | 'reduced' | 'low' | null
  level: 'none' | 'watch' | 'caution' | 'alert' | 'stop'
  hrvStatus: 'below' | 'within' | 'above' | 'calibrating' | 'no_data' | null
}

export interface AdjustedSession {
  kind: SessionKind
  minutes: number
  why: 'unchanged' | 'low_readiness' | 'alert' | 'stop'
}

const easyAlertMin = 40

/** Whole minutes; a half goes down, so that rounding never asks for more. */
const wholeMinutes = (minutes: number): number => Math.ceil(minutes - 0.5)

/**
 * Today's session after a look at the morning, a proposal to accept or refuse; nothing is ever raised.
 * Stop: rest · alert: hard becomes rest, everything else easy at 60 %, at most 40 min · caution, a reduced or low band or
 * HRV below range: hard becomes easy at 70 % · caution, a reduced or low band: long at 80 % · a low band: easy at 70 %.
 * Source: swapping rather than skipping, Vesterinen et al. 2016 (B); the shares are our own choice, evidence D.
 */
export function adjustSession(
  kind: SessionKind,
  minutes: number,
  { band, level, hrvStatus }: Morning,
): AdjustedSession {
  const unchanged = { kind, minutes, why: 'unchanged' } as const
  if (kind === 'rest') return unchanged
  if (level === 'stop' || (level === 'alert' && kind === 'hard')) return { kind: 'rest', minutes: 0, why: level }
  if (level === 'alert') {
    return { kind: 'easy', minutes: Math.min(easyAlertMin, wholeMinutes(0.6 * minutes)), why: 'alert' }
  }
  const isTired = level === 'caution' || band === 'reduced' || band === 'low'
  const at = (kept: SessionKind, share: number): AdjustedSession => ({
    kind: kept,
    minutes: wholeMinutes(share * minutes),
    why: 'low_readiness',
  })
  if (kind === 'hard' && (isTired || hrvStatus === 'below')) return at('easy', 0.7)
  if (kind === 'long' && isTired) return at('long', 0.8)
  if (kind === 'easy' && band === 'low') return at('easy', 0.7)
  return unchanged
}
