/** Where Daniels & Gilbert's curves hold. */
const minDistanceM = 800
const maxDistanceM = 50_000
const minTimeS = 3.5 * 60

/** Nobody races slower: the far end of the search. */
const slowestMps = 0.5

/** Oxygen cost of running, ml·kg⁻¹·min⁻¹ at m/min: −4.60 + 0.182258 v + 0.000104 v². */
const oxygenCost = (mPerMin: number): number => -4.6 + 0.182258 * mPerMin + 0.000104 * mPerMin ** 2

/** Share of VO2max that can be held for so many minutes. */
const sustainableShare = (minutes: number): number =>
  0.8 + 0.1894393 * Math.exp(-0.012778 * minutes) + 0.2989558 * Math.exp(-0.1932605 * minutes)

const vdotOf = (distanceM: number, timeS: number): number =>
  oxygenCost((60 * distanceM) / timeS) / sustainableShare(timeS / 60)

const isDistance = (distanceM: number): boolean => distanceM >= minDistanceM && distanceM <= maxDistanceM

/**
 * VDOT of a race: oxygen cost of its speed over the share of VO2max that can be held so long; ml·kg⁻¹·min⁻¹, some 20–85.
 * An index of performance, not the watch's VO2max. Only races and best efforts on level ground should be fed to it.
 * Missing (null): distance outside 800 m–50 km, less than 3.5 min.
 * Source: Daniels & Gilbert 1979, Oxygen Power. Evidence B.
 */
export const vdot = (distanceM: number, timeS: number): number | null =>
  isDistance(distanceM) && timeS >= minTimeS && vdotOf(distanceM, timeS) > 0 ? vdotOf(distanceM, timeS) : null

/**
 * Race time of a VDOT, s: the inverse of `vdot`, halved down to below a millisecond.
 * Missing (null): distance outside 800 m–50 km, a time under 3.5 min, a VDOT slower than walking.
 */
export function vdotTime(value: number, distanceM: number): number | null {
  let fast = minTimeS
  let slow = distanceM / slowestMps
  if (!isDistance(distanceM) || !(vdotOf(distanceM, fast) >= value && vdotOf(distanceM, slow) < value)) return null
  while (slow - fast > 1e-4) {
    const middle = (fast + slow) / 2
    if (vdotOf(distanceM, middle) >= value) fast = middle
    else slow = middle
  }
  return (fast + slow) / 2
}

/**
 * Running speed that costs so much oxygen, m/min: the positive root of the cost.
 * Missing (null): no positive uptake. Source: as `vdot`.
 */
export function speedAtVo2(vo2: number): number | null {
  if (!(vo2 > 0)) return null
  return (-0.182258 + Math.sqrt(0.182258 ** 2 + 4 * 0.000104 * (4.6 + vo2))) / (2 * 0.000104)
}
