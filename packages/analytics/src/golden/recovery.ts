import type { MorningFacts } from '../alerts/alert-rule.ts'
import { judgeMorning } from '../alerts/judge-morning.ts'
import { hrvStatus, type HrvStatusWord } from '../readiness/hrv-status.ts'
import { assessReadiness } from '../readiness/readiness.ts'
import { rmssdMs } from '../readiness/rmssd.ts'
import { sleepAverage14H, sleepDebtH } from '../readiness/sleep-debt.ts'
import { sleepEfficiencyPct } from '../readiness/sleep-efficiency.ts'
import { column, maybe, type GoldenInput, type GoldenTable, type Maybe } from './input.ts'

const defaultNeedH = 8

const columnOf = (input: GoldenInput, key: string): Float64Array => column((input[key] as Maybe[] | null) ?? [])

function factsOf(x: GoldenInput): MorningFacts {
  return {
    hrvStatus: (x['hrv_status'] as HrvStatusWord | undefined) ?? null,
    hrvBelowDays: maybe(x, 'hrv_below_days'),
    restingHrRaisedDays: maybe(x, 'rhr_high_days'),
    hrvAndRestingHrAdverseDays: maybe(x, 'hrv_and_rhr_adverse_days'),
    restingHrZ: maybe(x, 'z_rhr'),
    sleepAverage14H: maybe(x, 'sleep_avg14'),
    sleepDebtH: maybe(x, 'sleep_debt'),
    tsb: maybe(x, 'tsb'),
    ramp7: maybe(x, 'ramp7'),
    monotony: maybe(x, 'monotony'),
    weekLoadRatio: maybe(x, 'week_vs_4wk'),
    singleRunRatio: maybe(x, 'single_run_ratio'),
    efficiencyChangePct: maybe(x, 'ef_change_pct'),
    rpeAboveExpected: maybe(x, 'rpe_delta'),
    badFeelings: maybe(x, 'subjective_bad'),
    isIll: (x['ill'] as boolean | undefined) ?? null,
    pain: maybe(x, 'pain'),
  }
}

/** Heart rate variability, sleep, readiness and the morning check. */
export const recoveryVectors: GoldenTable = {
  rmssd: (input) => rmssdMs(columnOf(input, 'rr_ms')),
  hrv_status: (input) => hrvStatus(columnOf(input, 'rmssd_daily')),
  sleep_efficiency: (input) => sleepEfficiencyPct(maybe(input, 'asleep_min'), maybe(input, 'in_bed_min')),
  sleep_debt: (input) => sleepDebtH(columnOf(input, 'hours14'), maybe(input, 'need_h') ?? undefined),
  sleep_avg14: (input) => sleepAverage14H(columnOf(input, 'hours14')),
  readiness: (input) => {
    const { drivers, ...rest } = assessReadiness({
      lnToday: maybe(input, 'ln_today'),
      ln7: maybe(input, 'ln7'),
      lnMean60: maybe(input, 'mean60'),
      lnSd60: maybe(input, 'sd60'),
      restingHrBpm: maybe(input, 'rhr_today'),
      restingHrMean60Bpm: maybe(input, 'rhr_mean60'),
      restingHrSd60Bpm: maybe(input, 'rhr_sd60'),
      sleepH: maybe(input, 'sleep_h'),
      sleepNeedH: maybe(input, 'need_h') ?? defaultNeedH,
      sleepDebtH: maybe(input, 'debt_h'),
      sleepEfficiencyPct: maybe(input, 'efficiency'),
    })
    return { ...rest, drivers: drivers.map(({ id, points }) => [id, points]) }
  },
  morning_flags: (input) => {
    const { level, flags } = judgeMorning(factsOf(input['x'] as GoldenInput))
    return { level, flags: flags.map(({ rule, name }) => `${rule}_${name}`) }
  },
}
