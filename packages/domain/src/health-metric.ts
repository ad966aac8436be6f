/**
 * Every quantity of `health_metrics` with its unit. A reading is told apart further by `statistic` and
 * `measurement_window` (`mean`/`night`, `max`/`day` …) and never compared across them. An empty window is one moment.
 */
export const healthMetrics = {
  resting_hr_bpm: 'bpm',
  /** So far today; the day's own value is `resting_hr_bpm`. */
  resting_hr_today_bpm: 'bpm',
  /** Lowest and highest of the day: `min`/`day`, `max`/`day`. */
  hr_bpm: 'bpm',
  /** `rmssd`/`5min`; `mean`/`night`, `max_5min`/`night`, `mean`/`7d`. */
  hrv_rmssd_ms: 'ms',
  hrv_sdnn_ms: 'ms',
  hrv_baseline_low_upper_ms: 'ms',
  hrv_baseline_balanced_lower_ms: 'ms',
  hrv_baseline_balanced_upper_ms: 'ms',
  /** FIT's numbers: 0 none, 1 poor, 2 low, 3 unbalanced, 4 balanced. */
  hrv_status: '',
  /** 0–100; also `mean`/`day`, `max`/`day`, `mean`/`night`. */
  stress: '',
  /** Seconds of the day in each band: `sum`/`day`. */
  stress_rest_s: 's',
  stress_low_s: 's',
  stress_medium_s: 's',
  stress_high_s: 's',
  /** 0–100; also `min`/`day`, `max`/`day`. */
  body_battery: '',
  body_battery_charged: '',
  body_battery_drained: '',
  /** Also `mean`/`waking`, `mean`/`night`, `min`/`day`, `max`/`day`. */
  respiration_brpm: 'brpm',
  /** Also `mean`/`day`, `min`/`day`, `mean`/`night`. */
  spo2_pct: '%',
  /** Running total in a file; `sum`/`day` from a vendor. */
  steps: '',
  cycles: '',
  day_distance_m: 'm',
  floors_climbed: '',
  active_calories_kcal: 'kcal',
  resting_calories_kcal: 'kcal',
  moderate_activity_min: 'min',
  vigorous_activity_min: 'min',
  resting_metabolic_rate_kcal: 'kcal',
  skin_temperature_c: '°C',
  skin_temperature_deviation_c: '°C',
  weight_kg: 'kg',
  body_fat_pct: '%',
  body_water_pct: '%',
  bone_mass_kg: 'kg',
  muscle_mass_kg: 'kg',
  bmi: 'kg/m²',
  systolic_mmhg: 'mmHg',
  diastolic_mmhg: 'mmHg',
  pulse_bpm: 'bpm',
  /** Running, or general; `cycling` has a name of its own. */
  vo2max: 'ml/kg/min',
  vo2max_cycling: 'ml/kg/min',
  /** Garmin's own 0–100, the morning's. */
  training_readiness: '',
  /** Garmin's number: 0 none, 2 unproductive, 4 maintaining, 5 recovery, 6 peaking, 7 productive, 8 strained. */
  training_status: '',
  recovery_time_min: 'min',
  /** Garmin's load of seven days, and of twenty-eight. */
  acute_load: '',
  chronic_load: '',
  race_prediction_5k_s: 's',
  race_prediction_10k_s: 's',
  race_prediction_half_s: 's',
  race_prediction_marathon_s: 's',
  /** What the vendor has found or was told; a suggestion, never applied by itself. */
  lthr_bpm: 'bpm',
  threshold_speed_mps: 'm/s',
  hr_max_bpm: 'bpm',
  hr_rest_bpm: 'bpm',
  ftp_w: 'W',
} as const satisfies Record<string, string>
export type HealthMetric = keyof typeof healthMetrics
