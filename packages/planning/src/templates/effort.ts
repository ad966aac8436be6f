import { thresholdHr } from '../estimate/paces.ts'
import { isBike, isRun, isSwim, type Basis, type PlanSport, type Target } from '../model/plan.ts'

/** How an effort is said: shares of threshold speed (fast, slow), of threshold heart rate, of FTP, and RPE. */
const efforts = {
  recovery: { speed: [0.8, 0.7], hr: [0.68, 0.8], power: [0.4, 0.55], rpe: [2, 3] },
  easy: { speed: [0.86, 0.74], hr: [0.74, 0.87], power: [0.55, 0.72], rpe: [3, 4] },
  steady: { speed: [0.915, 0.87], hr: [0.87, 0.93], power: [0.75, 0.84], rpe: [4, 5] },
  marathon: { speed: [0.95, 0.93], hr: [0.91, 0.96], power: [0.82, 0.88], rpe: [6, 6] },
  half: { speed: [0.985, 0.965], hr: [0.96, 1], power: [0.86, 0.92], rpe: [7, 7] },
  tempo: { speed: [0.99, 0.96], hr: [0.96, 1], power: [0.88, 0.94], rpe: [7, 7] },
  threshold: { speed: [1.01, 0.98], hr: [0.97, 1.02], power: [0.94, 1.02], rpe: [7, 7] },
  tenKm: { speed: [1.035, 1.015], hr: [0.99, 1.04], power: [1, 1.06], rpe: [8, 8] },
  interval: { speed: [1.095, 1.065], hr: [1.02, 1.06], power: [1.06, 1.15], rpe: [8, 8] },
  repetition: { speed: [1.16, 1.13], hr: [1.02, 1.08], power: [1.15, 1.3], rpe: [9, 9] },
} as const
export type Effort = keyof typeof efforts

/**
 * The target of an effort in the athlete's own numbers: pace in the sport's terms, else heart rate, else RPE. `slowdown`
 * divides speed on the way back from a break.
 */
export function targetFor(effort: Effort, sport: PlanSport, basis: Basis, slowdown = 1): Target {
  const { speed, hr, power, rpe } = efforts[effort]
  const pace = (threshold: number) => ({
    fast: Math.round(threshold / (speed[0] * slowdown)),
    slow: Math.round(threshold / (speed[1] * slowdown)),
  })
  if (isRun(sport) && basis.thresholdPace !== null) return { type: 'pace', ...pace(basis.thresholdPace) }
  if (isSwim(sport) && basis.css !== null) return { type: 'swimPace', ...pace(basis.css) }
  if (isBike(sport) && basis.ftp !== null)
    return { type: 'power', lo: Math.round(power[0] * basis.ftp), hi: Math.round(power[1] * basis.ftp) }
  const threshold = thresholdHr(basis)
  const isByHeart = effort !== 'interval' && effort !== 'repetition' && effort !== 'tenKm'
  if (!isSwim(sport) && threshold !== null && isByHeart) {
    const top = basis.maxHr ?? 230
    return { type: 'hr', lo: Math.round(hr[0] * threshold), hi: Math.min(top, Math.round(hr[1] * threshold)) }
  }
  return { type: 'rpe', lo: rpe[0], hi: rpe[1] }
}
