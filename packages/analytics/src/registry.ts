import type { ActivityMetric, AthleteMetric, DayMetric, RecordingMetric } from './metric.ts'
import { acwrMetrics } from './metrics/acwr.ts'
import { ascentM } from './metrics/ascent.ts'
import { bestEfforts } from './metrics/best-efforts.ts'
import { dayTotal } from './metrics/day-load.ts'
import { decouplingPct } from './metrics/decoupling.ts'
import { trimpEdwards } from './metrics/edwards.ts'
import { efficiencyFactor } from './metrics/efficiency-factor.ts'
import { elevationLoadM } from './metrics/elevation-load.ts'
import { fosterMetrics } from './metrics/foster.ts'
import { gpsQuality } from './metrics/gps-quality.ts'
import { hrQuality } from './metrics/hr-quality.ts'
import { hrTss } from './metrics/hr-tss.ts'
import { intensityDistribution28 } from './metrics/intensity-distribution.ts'
import { intensityFactor } from './metrics/intensity-factor.ts'
import { load } from './metrics/load.ts'
import { trimpLucia } from './metrics/lucia.ts'
import { meanMaxHr, meanMaxPowerW } from './metrics/mean-max.ts'
import { movingS } from './metrics/moving-time.ts'
import { ngpMps, rTss } from './metrics/ngp.ts'
import { npW, variabilityIndex } from './metrics/normalized-power.ts'
import { pmcMetrics } from './metrics/pmc.ts'
import { runLoadChange } from './metrics/run-load-change.ts'
import { srpe } from './metrics/srpe.ts'
import { sTss } from './metrics/stss.ts'
import { swimMetrics } from './metrics/swim-figures.ts'
import { timeIn3Zones, timeInHrZones } from './metrics/time-in-zones.ts'
import { trimpBanister } from './metrics/trimp.ts'
import { tss } from './metrics/tss.ts'

/** A new metric of an activity is one file and one line here. */
export const activityMetrics: readonly ActivityMetric[] = [
  load,
  trimpBanister,
  trimpEdwards,
  trimpLucia,
  srpe,
  hrTss,
  tss,
  npW,
  intensityFactor,
  variabilityIndex,
  ngpMps,
  rTss,
  sTss,
  timeInHrZones,
  timeIn3Zones,
  efficiencyFactor,
  decouplingPct,
  meanMaxPowerW,
  meanMaxHr,
  bestEfforts,
  movingS,
  ascentM,
  elevationLoadM,
  ...swimMetrics,
  hrQuality,
  gpsQuality,
]

const isOfAthlete = (metric: ActivityMetric): metric is AthleteMetric => metric.of === 'athlete'

export const athleteMetrics: readonly AthleteMetric[] = activityMetrics.filter(isOfAthlete)
export const recordingMetrics: readonly RecordingMetric[] = activityMetrics.filter((metric) => !isOfAthlete(metric))

/** A new metric of a day likewise. */
export const dayMetrics: readonly DayMetric[] = [
  ...(['load', 'trimp'] as const).flatMap((of) => [
    dayTotal(of),
    ...pmcMetrics(of),
    ...acwrMetrics(of),
    ...fosterMetrics(of),
  ]),
  ...runLoadChange,
  intensityDistribution28,
]
