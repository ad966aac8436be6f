/**
 * Sleep efficiency, %: time asleep over time in bed, in any one unit. From 85 normal (clinical convention).
 * Missing (null): either unknown or 0, more sleep than bed. Evidence C.
 */
export function sleepEfficiencyPct(asleepMin: number | null, inBedMin: number | null): number | null {
  if (asleepMin === null || inBedMin === null || !(asleepMin > 0 && asleepMin <= inBedMin)) return null
  return (100 * asleepMin) / inBedMin
}
