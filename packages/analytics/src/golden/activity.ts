import type { Sex } from '@rc/domain'
import { hrMaxTanaka, lthrDefault } from '../heart-range.ts'
import { bestEffort } from '../metrics/best-efforts.ts'
import { decouple } from '../metrics/decoupling.ts'
import { densify } from '../metrics/densify.ts'
import { edwardsTrimp } from '../metrics/edwards.ts'
import { efficiencyOf } from '../metrics/efficiency-factor.ts'
import { assessGps } from '../metrics/gps-quality.ts'
import {
  gapFactorMinetti,
  gapFactorStravaFit,
  gapFactors,
  gapSpeed,
  gradeSeries,
  minettiCost,
} from '../metrics/grade-adjusted-speed.ts'
import { gridSeries } from '../metrics/grid.ts'
import { assessHr } from '../metrics/hr-quality.ts'
import { hrTssOf } from '../metrics/hr-tss.ts'
import { chooseLoad } from '../metrics/load.ts'
import { luciaTrimp } from '../metrics/lucia.ts'
import { meanMax } from '../metrics/mean-max.ts'
import { rTssOfPace, runLoad } from '../metrics/ngp.ts'
import { normalizedPower, powerLoad } from '../metrics/normalized-power.ts'
import { performanceManagement } from '../metrics/pmc.ts'
import { spreadOf } from '../metrics/spread.ts'
import { sessionRpe, tssFromSrpe } from '../metrics/srpe.ts'
import { swimLoad, type SwimConvention } from '../metrics/stss.ts'
import { timeInZones, zoneBounds, type ZoneModel } from '../metrics/time-in-zones.ts'
import { trimpAverage, trimpStream, type Heart } from '../metrics/trimp.ts'
import {
  column,
  maybe,
  maybeStream,
  num,
  plain,
  stream,
  type GoldenInput,
  type GoldenTable,
  type Maybe,
} from './input.ts'

const heart = (input: GoldenInput): Heart => ({
  restBpm: num(input, 'rest_hr'),
  maxBpm: num(input, 'max_hr'),
  sex: (input['sex'] as Sex | null | undefined) ?? 'unspecified',
})

function pmcRows(input: GoldenInput): Record<string, Maybe>[] {
  const loads = (input['loads'] as Maybe[]).map((load) => load ?? 0)
  const pmc = performanceManagement(loads, {
    convention: ['1/N', 'inv', 'inverse'].includes(input['convention'] as string) ? 'inverse' : 'exp',
    ctl0: maybe(input, 'ctl0') ?? 0,
    atl0: maybe(input, 'atl0') ?? 0,
  })
  const [ctl, atl, morning, end, ramp7] = [pmc.ctl, pmc.atl, pmc.tsbMorning, pmc.tsbEnd, pmc.ramp7].map(plain)
  return loads.map((_, i) => ({
    ctl: ctl![i]!,
    atl: atl![i]!,
    tsb_morning: morning![i]!,
    tsb_end_of_day: end![i]!,
    ramp7: ramp7![i]!,
  }))
}

function zonesOf(model: ZoneModel, params: Record<string, number>): number[] {
  const { max_hr, rest_hr, lthr, t1, t2 } = params
  switch (model) {
    case 'three_zone':
      return [0, t1!, t2!]
    case 'karvonen':
      return zoneBounds(model, max_hr!, rest_hr)
    case 'pct_hrmax':
      return zoneBounds(model, max_hr!)
    case 'friel_run_lthr':
    case 'friel_bike_lthr':
      return zoneBounds(model, lthr!)
    case 'gc_cv_run':
    case 'gc_cv_swim':
      return zoneBounds(model, Object.values(params)[0]!)
  }
}

/** The vectors' sports: `run`, `run_indoor`, `bike`, `swim`, and everything else. */
function sportOf(name: unknown): 'run' | 'treadmill_run' | 'bike' | 'swim' | 'other' {
  if (name === 'run_indoor') return 'treadmill_run'
  return name === 'run' || name === 'bike' || name === 'swim' ? name : 'other'
}

/** Streams, loads and quality of single activities. */
export const activityVectors: GoldenTable = {
  grid: (input) => {
    const samples = input['samples'] as [number, Maybe][]
    const timeS = Float64Array.from(samples, ([time]) => time)
    const pauses = (input['pauses'] as [number, number][] | undefined) ?? []
    return plain(gridSeries(timeS, column(samples.map(([, value]) => value)), pauses))
  },
  densify: (input) =>
    densify(
      (input['activities'] as [string, Maybe][]).map(([date, value]) => ({ date, value })),
      input['first'] as string,
      input['last_closed'] as string,
    ).map(({ date, load, activities, unknown }) => ({
      date,
      load,
      rest_day: activities === 0,
      incomplete: unknown > 0,
    })),
  trimp_avg: (input) => trimpAverage(maybe(input, 'duration_min'), maybe(input, 'avg_hr'), heart(input)),
  trimp_stream: (input) => trimpStream(spreadOf(stream(input, 'hr')), heart(input)),
  hrtss: (input) => hrTssOf(maybe(input, 'trimp'), num(input, 'lthr'), heart(input)),
  edwards_trimp: (input) => edwardsTrimp(spreadOf(stream(input, 'hr')), num(input, 'max_hr')),
  lucia_trimp: (input) => luciaTrimp(spreadOf(stream(input, 'hr')), num(input, 'vt1_hr'), num(input, 'vt2_hr')),
  hrmax_tanaka: (input) => hrMaxTanaka(num(input, 'age')),
  lthr_default: (input) => lthrDefault(num(input, 'rest_hr'), num(input, 'max_hr')),
  srpe: (input) => sessionRpe(maybe(input, 'rpe_cr10'), maybe(input, 'duration_min')),
  tss_from_srpe: (input) => tssFromSrpe(maybe(input, 'srpe_au')),
  np_power: (input) => normalizedPower(stream(input, 'power')),
  tss_power: (input) => {
    const result = powerLoad(stream(input, 'power'), maybe(input, 'ftp'))
    return result && { np: result.np, if: result.intensityFactor, vi: result.variabilityIndex, tss: result.tss }
  },
  minetti_cost: (input) => minettiCost(num(input, 'i')),
  gap_factor_minetti: (input) => gapFactorMinetti(num(input, 'i')),
  gap_factor_stravafit: (input) => gapFactorStravaFit(num(input, 'i')),
  gap_speed: (input) =>
    gapSpeed(
      num(input, 'speed'),
      num(input, 'grade'),
      gapFactors[input['model'] === 'strava_fit' ? 'strava_fit' : 'minetti2002'],
    ),
  grade_series: (input) => plain(gradeSeries(column(input['dist_m'] as Maybe[]), column(input['alt_m'] as Maybe[]))),
  ngp_rtss: (input) => {
    const result = runLoad(stream(input, 'speed'), maybeStream(input, 'grade'), maybe(input, 'threshold_speed'))
    return (
      result && {
        ngp_mps: result.ngpMps,
        ngp_s_per_km: result.ngpSPerKm,
        if: result.intensityFactor,
        rtss: result.rTss,
        mean_gap_mps: result.meanGapMps,
      }
    )
  },
  rtss_simple: (input) =>
    rTssOfPace(maybe(input, 'ngp_s_per_km'), maybe(input, 'threshold_s_per_km'), num(input, 'duration_s')),
  stss: (input) =>
    swimLoad(
      { distanceM: maybe(input, 'distance_m'), swimS: maybe(input, 'swim_s'), elapsedS: maybe(input, 'elapsed_s') },
      maybe(input, 'css_mps'),
      input['convention'] as SwimConvention | undefined,
    ),
  choose_load: (input) =>
    chooseLoad(
      sportOf(input['sport']),
      (input['values'] as Record<string, Maybe> | undefined) ?? {},
      maybe(input, 'hr_score'),
      maybe(input, 'gps_score'),
    ),
  time_in_zones: (input) => {
    const bounds = zonesOf(input['model'] as ZoneModel, input['params'] as Record<string, number>)
    const { seconds, missingS } = timeInZones(spreadOf(stream(input, 'stream')), bounds)
    return { seconds, missing_s: missingS }
  },
  pmc: pmcRows,
  pmc_last: (input) => pmcRows(input).at(-1) ?? null,
  efficiency_factor: (input) => efficiencyOf(maybe(input, 'norm_output_per_min'), maybe(input, 'avg_hr')),
  decoupling: (input) => decouple(stream(input, 'output'), stream(input, 'hr')),
  mean_max: (input) => {
    const durations = input['durations'] as number[]
    const values = meanMax(stream(input, 'stream'), durations)
    return Object.fromEntries(durations.map((duration, i) => [String(duration), values[i]]))
  },
  best_effort: (input) => {
    const track = { timeS: column(input['time_s'] as Maybe[]), distanceM: column(input['dist_m'] as Maybe[]) }
    return bestEffort(track, num(input, 'target_m'))?.timeS ?? null
  },
  hr_quality: (input) => {
    const { dropoutS, flatS, lockS, ...rest } = assessHr(stream(input, 'hr'), maybeStream(input, 'cadence_spm'))
    return { ...rest, dropout_s: dropoutS, flat_s: flatS, lock_s: lockS }
  },
  gps_quality: (input) => {
    const sport = sportOf(input['sport'])
    return assessGps(stream(input, 'speed'), sport === 'treadmill_run' ? 'run' : sport)
  },
}
