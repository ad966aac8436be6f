import { m } from '#lib/paraglide/messages.js'

type Values = Record<string, string>

/** Formulas that have words in them, as the appliance tells them, in the reader's language; the rest is mathematics. */
const proseOf: Record<string, (values: never) => string> = {
  'Σ over the sessions': m.formula_sessions,
  '100 · (mean of the last third − mean of the first third) / mean of the first third': m.formula_fade,
  '100 · sample SD / mean of the repeats': m.formula_cv,
  '25, 20, 15, 10, 5: {cvPct} % up to 3, 6, 10, 15, above': m.formula_tier,
  'Σ minutes · 1 below {t1Bpm}, · 2 up to {t2Bpm}, · 3 above': m.formula_lucia,
  '(mean of (30 s mean of v · C(grade) / C(0))⁴)^¼': m.formula_ngp,
  '(mean of (30 s mean of power)⁴)^¼': m.formula_np,
  'Σ rises of at least 3 m': m.formula_ascent,
  'Σ seconds of the lengths swum': m.formula_lengths,
  'Σ seconds above the speed of standing': m.formula_moving,
  '60 · {ngp_mps} / mean heart rate': m.formula_ef_run,
  '{np_w} / mean heart rate': m.formula_ef_bike,
  '100 · {trimp_banister} / TRIMP of 60 min at {lthrBpm}': m.formula_hrtss,
  'Σ minutes · k, k = 1…5 from 50, 60, 70, 80, 90 % of {hrMaxBpm}': m.formula_edwards,
  '100 − 60 · min(1, (1 − {coverage}) / 0.3) − 60 · min(1, {lockS} / {timerS} / 0.3) − min(20, {spikes} · 3600 / {timerS}) − 30 if {flatS} ≥ 120':
    m.formula_hr_quality,
  'Σ over the activities of the day': m.formula_day,
  'Σ seconds of a valid heart rate, zone k from its lower bound': m.formula_zones,
  'Σ seconds of a valid heart rate: easy, moderate, hard': m.formula_three_zones,
  'Σ seconds below {toBpm}': m.formula_zone_below,
  'Σ seconds from {fromBpm}': m.formula_zone_from,
  'Σ seconds from {fromBpm} to below {toBpm}': m.formula_zone_between,
  'highest mean of 1200 s': m.formula_best_20min,
  'highest mean of 5 s': m.formula_best_5s,
  'highest mean of {durationS} s': m.formula_best_mean,
  'fastest time from a sample to the moment the distance is reached, pauses included': m.formula_efforts,
  'fastest time over {distanceM} m, pauses included': m.formula_effort,
  'mean of seconds + strokes over the lengths of the interval': m.formula_interval_swolf,
  '{load~7} / sample SD of the 7 days': m.formula_monotony,
  '{trimp~7} / sample SD of the 7 days': m.formula_trimp_monotony,
  'Σ s/60 · x · a·e^(b·x), x = (HR − {restBpm}) / ({maxBpm} − {restBpm}); a 0.64, b 1.92 (men), a 0.86, b 1.67 (women)':
    m.formula_trimp,
  'as the device measured it': m.formula_device,
  'clamp(15 · {hrvZ}, −40, +15), {hrvZ} = mean of tonight’s and the week’s distance from 60 days in SD':
    m.formula_hrv_points,
  'clamp(−8 · {resting_hr_z}, −20, +8)': m.formula_rhr_points,
  'clamp(5 · ({sleep_h} − {needH}), −10, +5) + clamp(−0.5 · ({sleep_debt_h} − 5), −5, 0) + clamp(0.4 · ({sleep_efficiency_pct} − 85), −4, +2)':
    m.formula_sleep_points,
  'e^({ln7}), {ln7} = mean of ln over {n7} of 7 nights; range e^({lower})…e^({upper}) = mean ± 0.5 SD of {n60} of 60 nights':
    m.formula_hrv_7d,
  'mean of {n60} of the 60 days before': m.formula_rhr_usual,
  'max(0, −Σ clamp(sleep − {needH}, −4, +1)) over 14 nights': m.formula_sleep_debt,
  'mean of the known ones of 14 nights': m.formula_sleep_mean,
  'distance = slope · t + {reserve} over {efforts} efforts of 2–25 min': m.formula_critical_speed,
  'work = slope · t + {reserve} over {efforts} efforts of 2–25 min': m.formula_critical_power,
  '{fastS}…{slowS} s: {fromS} · ({distanceM} / {fromM})^{exponent} and the time of the same VDOT; beyond the half marathon also with an exponent of 1.15':
    m.formula_race,
  '(400 − 200) / (t400 − t200), best times of 90 days in pools': m.formula_css,
  'time of VDOT {vdot} over 42.195 km / 42.195': m.formula_pace_marathon,
  '(−4.60 + 0.182258 v + 0.000104 v²) / (0.8 + 0.1894393 e^(−0.012778 t) + 0.2989558 e^(−0.1932605 t)) · {share}, v = {distanceM} / t m/min, t = {timeS} / 60 min, {daysOff} days since the last run':
    m.formula_vdot,
  'suggested by the athlete’s own data and accepted': m.formula_suggested,
  'set by the athlete': m.formula_by_hand,
  'highest mean of 5 s in {activities} activities of 12 months': m.formula_suggest_max,
  'median of {readings} readings of 7 days': m.formula_suggest_rest,
  'slope of distance over time of {efforts} efforts of 2–25 min': m.formula_suggest_speed,
  'number of activities since Monday': m.formula_week_count,
  'Σ over {count} activities since Monday': m.formula_week_sum,
  'number of activities since the first of the month': m.formula_month_count,
  'Σ over {count} activities since the first of the month': m.formula_month_sum,
  'number of activities since 1 January': m.formula_year_count,
  'Σ over {count} activities since 1 January': m.formula_year_sum,
  '{hrvBelowDays}: days in a row with the mean HRV of 7 nights below its range; two points from 3': m.formula_rule_a1,
  '{restingHrRaisedDays}: days in a row with a resting heart rate 5 bpm or 1.5 SD above usual; two points from 3':
    m.formula_rule_a2,
  '{hrvAndRestingHrAdverseDays}: days in a row with HRV 1 SD below and resting heart rate 1 SD above usual ≥ 4':
    m.formula_rule_a3,
  'HRV above its range, {restingHrZ} ≤ −1, {tsb} < −20': m.formula_rule_a4,
  '{singleRunRatio}: last run / longest run of the 30 days before > 1.10': m.formula_rule_i1,
  '{efficiencyChangePct}: efficiency of the last run against the median of comparable runs of 28 days ≤ −5 %':
    m.formula_rule_p1,
  '{rpeAboveExpected}: effort − effort expected of its load ≥ 2': m.formula_rule_p2,
  '{badFeelings}: number of fatigue, soreness, mood and stress in their bad range ≥ 2': m.formula_rule_w1,
}

const inBraces = /\{([^{}]+)\}/g
/** A message has no `ctl@-1`. */
const identifier = (name: string): string => name.replaceAll(/\W+/g, '_')

/** The formula with something in place of each of its quantities: their words, or their numbers. */
export function sayFormula(formula: string, valueOf: (name: string) => string): string {
  const prose = proseOf[formula] as ((values: Values) => string) | undefined
  if (!prose) return formula.replaceAll(inBraces, (_, name: string) => valueOf(name))
  const names = [...formula.matchAll(inBraces)].map(([, name]) => name as string)
  return prose(Object.fromEntries(names.map((name) => [identifier(name), valueOf(name)])))
}

/** What is left of it when mathematics is taken out: words that nobody has put into the reader's language. */
export const untoldWords = (formula: string): string[] =>
  proseOf[formula]
    ? []
    : (formula.replaceAll(inBraces, '').match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !mathematics.has(word))
const mathematics = new Set(['min', 'max', 'log'])
