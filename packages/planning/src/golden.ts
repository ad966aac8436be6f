import { adjustSession, type Morning, type SessionKind } from './adjust-session.ts'
import { danielsCaps } from './rules/daniels-caps.ts'
import { firstWithoutDeload } from './rules/deload.ts'
import { consecutiveHardDays, crowdedHardDays, weeksWithoutRest, type DayKind } from './rules/hard-days.ts'
import { returnCap } from './rules/return-cap.ts'
import { singleRunSpike } from './rules/single-run.ts'
import { checkTaper } from './rules/taper.ts'
import { weekIncrease } from './rules/week-increase.ts'

type Input = Record<string, unknown>

const num = (input: Input, key: string): number => input[key] as number

const dayKind = (code: number): DayKind => (code === 1 ? 'hard' : code === 0 ? 'easy' : 'rest')

/** The production function behind each `fn` of the golden vectors on plans, fed and answered in the vectors' own terms. */
export const goldenFunctions: Record<string, (input: Input) => unknown> = {
  adjust_session: (input) =>
    adjustSession(input['kind'] as SessionKind, num(input, 'minutes'), {
      band: (input['band'] as Morning['band'] | undefined) ?? null,
      level: (input['level'] as Morning['level'] | undefined) ?? 'none',
      hrvStatus: (input['hrv_status_'] as Morning['hrvStatus'] | undefined) ?? null,
    }),
  single_run_spike: (input) =>
    singleRunSpike(num(input, 'planned_km'), (input['longest30_km'] as number | null | undefined) ?? null),
  week_increase: (input) => {
    const { baseKm, pct, severity } = weekIncrease(input['prev4_km'] as number[], num(input, 'planned_km'))
    return { base: baseKm, pct, severity }
  },
  deload_ok: (input) => firstWithoutDeload(input['week_loads'] as number[]),
  hard_spacing: (input) => {
    const days = (input['days_hard'] as number[]).map(dayKind)
    return [
      ...consecutiveHardDays(days).map((day) => ['consecutive', day]),
      ...crowdedHardDays(days).map((day) => ['count', day]),
      ...weeksWithoutRest(days).map((day) => ['no_rest', day]),
    ]
  },
  daniels_caps: (input) => {
    const caps = danielsCaps(num(input, 'week_km'))
    return (
      caps && {
        T_km: caps.thresholdKm,
        I_km: caps.intervalKm,
        R_km: caps.repetitionKm,
        L_km_25: caps.longKm.from,
        L_km_30: caps.longKm.to,
      }
    )
  },
  taper_check: (input) => {
    const taper = checkTaper(num(input, 'pre4_mean'), input['taper_weeks'] as number[])
    return (
      taper && {
        reductions_pct: taper.reductionsPct,
        last_in_41_60: taper.isLastInRange,
        monotone: taper.isNonIncreasing,
      }
    )
  },
  return_cap: (input) => {
    const cap = returnCap(num(input, 'days_off'), num(input, 'pre_break_week_km'))
    return cap && { first_half_km: cap.firstHalfKm, second_half_km: cap.secondHalfKm }
  },
}
