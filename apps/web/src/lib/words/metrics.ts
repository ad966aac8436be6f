import { formatClock } from '#lib/format/duration.ts'
import { type Quantity, quantity } from '#lib/format/number.ts'
import { speed } from '#lib/format/pace.ts'
import { m } from '#lib/paraglide/messages.js'

interface MetricFace {
  name: () => string
  /** How the number comes about, in words a runner would use. */
  how: () => string
  format: (value: number) => Quantity
}

const plain =
  (unit = '', decimals = 0) =>
  (value: number): Quantity =>
    quantity(value, unit, decimals)
const clock = (value: number): Quantity => ({ value: formatClock(value), unit: '' })

/** Every metric the registry knows; a test compares. */
export const metricFace: Record<string, MetricFace> = {
  load: { name: m.metric_load, how: m.metric_how_load, format: plain() },
  trimp_banister: { name: m.metric_trimp_banister, how: m.metric_how_trimp_banister, format: plain() },
  trimp_edwards: { name: m.metric_trimp_edwards, how: m.metric_how_trimp_edwards, format: plain() },
  trimp_lucia: { name: m.metric_trimp_lucia, how: m.metric_how_trimp_lucia, format: plain() },
  srpe: { name: m.metric_srpe, how: m.metric_how_srpe, format: plain() },
  hr_tss: { name: m.metric_hr_tss, how: m.metric_how_hr_tss, format: plain() },
  tss: { name: m.metric_tss, how: m.metric_how_tss, format: plain() },
  np_w: { name: m.metric_np_w, how: m.metric_how_np_w, format: plain('W') },
  intensity_factor: { name: m.metric_intensity_factor, how: m.metric_how_intensity_factor, format: plain('', 2) },
  variability_index: { name: m.metric_variability_index, how: m.metric_how_variability_index, format: plain('', 2) },
  ngp_mps: { name: m.metric_ngp_mps, how: m.metric_how_ngp_mps, format: (value) => speed(value, 'pace_km') },
  r_tss: { name: m.metric_r_tss, how: m.metric_how_r_tss, format: plain() },
  s_tss: { name: m.metric_s_tss, how: m.metric_how_s_tss, format: plain() },
  time_in_hr_zones: { name: m.metric_time_in_hr_zones, how: m.metric_how_time_in_hr_zones, format: clock },
  time_in_3_zones: { name: m.metric_time_in_3_zones, how: m.metric_how_time_in_3_zones, format: clock },
  efficiency_factor: { name: m.metric_efficiency_factor, how: m.metric_how_efficiency_factor, format: plain('', 2) },
  decoupling_pct: { name: m.metric_decoupling_pct, how: m.metric_how_decoupling_pct, format: plain('%', 1) },
  mean_max_power_w: { name: m.metric_mean_max_power_w, how: m.metric_how_mean_max_power_w, format: plain('W') },
  mean_max_hr: { name: m.metric_mean_max_hr, how: m.metric_how_mean_max_hr, format: plain('bpm') },
  best_efforts: { name: m.metric_best_efforts, how: m.metric_how_best_efforts, format: plain() },
  moving_s: { name: m.metric_moving_s, how: m.metric_how_moving_s, format: clock },
  ascent_m: { name: m.metric_ascent_m, how: m.metric_how_ascent_m, format: plain('m') },
  swim_pace_s_per_100m: {
    name: m.metric_swim_pace_s_per_100m,
    how: m.metric_how_swim_pace_s_per_100m,
    format: (value) => speed(100 / value, 'pace_100m'),
  },
  swolf: { name: m.metric_swolf, how: m.metric_how_swolf, format: plain() },
  distance_per_stroke_m: {
    name: m.metric_distance_per_stroke_m,
    how: m.metric_how_distance_per_stroke_m,
    format: plain('m', 2),
  },
  stroke_rate_per_min: {
    name: m.metric_stroke_rate_per_min,
    how: m.metric_how_stroke_rate_per_min,
    format: plain('/min', 1),
  },
  stroke_index: { name: m.metric_stroke_index, how: m.metric_how_stroke_index, format: plain('', 2) },
  swim_fade_pct: { name: m.metric_swim_fade_pct, how: m.metric_how_swim_fade_pct, format: plain('%', 1) },
  elevation_load_m: { name: m.metric_elevation_load_m, how: m.metric_how_elevation_load_m, format: plain('m') },
  hr_quality: { name: m.metric_hr_quality, how: m.metric_how_hr_quality, format: plain('/100') },
  gps_quality: { name: m.metric_gps_quality, how: m.metric_how_gps_quality, format: plain('/100') },
  ctl: { name: m.metric_ctl, how: m.metric_how_ctl, format: plain() },
  atl: { name: m.metric_atl, how: m.metric_how_atl, format: plain() },
  tsb: { name: m.metric_tsb, how: m.metric_how_tsb, format: plain() },
  tsb_end: { name: m.metric_tsb_end, how: m.metric_how_tsb_end, format: plain() },
  ramp7: { name: m.metric_ramp7, how: m.metric_how_ramp7, format: plain('', 1) },
  acwr_uncoupled: { name: m.metric_acwr_uncoupled, how: m.metric_how_acwr_uncoupled, format: plain('', 2) },
  acwr_coupled: { name: m.metric_acwr_coupled, how: m.metric_how_acwr_coupled, format: plain('', 2) },
  acwr_ewma: { name: m.metric_acwr_ewma, how: m.metric_how_acwr_ewma, format: plain('', 2) },
  monotony: { name: m.metric_monotony, how: m.metric_how_monotony, format: plain('', 1) },
  strain: { name: m.metric_strain, how: m.metric_how_strain, format: plain() },
  run_distance_acwr: { name: m.metric_run_distance_acwr, how: m.metric_how_run_distance_acwr, format: plain('', 2) },
  run_trimp_acwr: { name: m.metric_run_trimp_acwr, how: m.metric_how_run_trimp_acwr, format: plain('', 2) },
  run_divergence: { name: m.metric_run_divergence, how: m.metric_how_run_divergence, format: plain('', 2) },
  intensity_distribution: {
    name: m.metric_intensity_distribution,
    how: m.metric_how_intensity_distribution,
    format: plain('', 2),
  },
  trimp: { name: m.metric_trimp, how: m.metric_how_trimp, format: plain() },
  trimp_ctl: { name: m.metric_trimp_ctl, how: m.metric_how_trimp_ctl, format: plain() },
  trimp_atl: { name: m.metric_trimp_atl, how: m.metric_how_trimp_atl, format: plain() },
  trimp_tsb: { name: m.metric_trimp_tsb, how: m.metric_how_trimp_tsb, format: plain() },
  trimp_tsb_end: { name: m.metric_trimp_tsb_end, how: m.metric_how_trimp_tsb_end, format: plain() },
  trimp_ramp7: { name: m.metric_trimp_ramp7, how: m.metric_how_trimp_ramp7, format: plain('', 1) },
  trimp_acwr_uncoupled: {
    name: m.metric_trimp_acwr_uncoupled,
    how: m.metric_how_trimp_acwr_uncoupled,
    format: plain('', 2),
  },
  trimp_acwr_coupled: { name: m.metric_trimp_acwr_coupled, how: m.metric_how_trimp_acwr_coupled, format: plain('', 2) },
  trimp_acwr_ewma: { name: m.metric_trimp_acwr_ewma, how: m.metric_how_trimp_acwr_ewma, format: plain('', 2) },
  trimp_monotony: { name: m.metric_trimp_monotony, how: m.metric_how_trimp_monotony, format: plain('', 1) },
  trimp_strain: { name: m.metric_trimp_strain, how: m.metric_how_trimp_strain, format: plain() },
}
