import { completeness } from '../completeness.ts'
import type { DayMetric } from '../metric.ts'
import { found, notFound } from '../result.ts'

const ctlDays = 42
const atlDays = 7

/** `exp`: α = 1 − e^(−1/N), ours (GoldenCheetah, Elevate, intervals.icu). `inverse`: α = 1/N (TrainingPeaks). */
export type PmcConvention = 'exp' | 'inverse'

export interface Pmc {
  ctl: Float64Array
  atl: Float64Array
  /** Form on waking: yesterday's CTL − ATL. */
  tsbMorning: Float64Array
  /** Form when the day's load is done. */
  tsbEnd: Float64Array
  /** CTL − CTL seven days before; NaN in the first six days. */
  ramp7: Float64Array
}

/**
 * Performance management: x_d = x_{d−1} + α(load_d − x_{d−1}), N = 42 (CTL) and 7 (ATL) days, one step per calendar day,
 * rest days included. Load units; starts at the seed (0). "Fitness" and "fatigue" are load averages, no more.
 * Missing: nothing; an incomplete day counts with what is known of it and is marked by the caller.
 * Source: Banister's impulse-response as Coggan's PMC. Evidence C.
 */
export function performanceManagement(
  loads: ArrayLike<number>,
  {
    convention = 'exp',
    ctl0 = 0,
    atl0 = 0,
  }: { convention?: PmcConvention; ctl0?: number | undefined; atl0?: number | undefined } = {},
): Pmc {
  const n = loads.length
  const share = (days: number): number => (convention === 'exp' ? 1 - Math.exp(-1 / days) : 1 / days)
  const [ctlShare, atlShare] = [share(ctlDays), share(atlDays)]
  const column = (): Float64Array => new Float64Array(n)
  const pmc: Pmc = { ctl: column(), atl: column(), tsbMorning: column(), tsbEnd: column(), ramp7: column() }
  let ctl = ctl0
  let atl = atl0
  for (let day = 0; day < n; day++) {
    pmc.tsbMorning[day] = ctl - atl
    ctl += ctlShare * (loads[day]! - ctl)
    atl += atlShare * (loads[day]! - atl)
    pmc.ctl[day] = ctl
    pmc.atl[day] = atl
    pmc.tsbEnd[day] = ctl - atl
    pmc.ramp7[day] = day < 6 ? NaN : ctl - (day === 6 ? ctl0 : pmc.ctl[day - 7]!)
  }
  return pmc
}

interface FormDay {
  load: number
  ctl: number
  atl: number
  /** On waking. */
  tsb: number
}

/** The curves gone on with planned loads, a day each, from where they stood the evening before. Source: as above. */
export function continueForm({ ctl, atl }: { ctl: number; atl: number }, loads: readonly number[]): FormDay[] {
  const pmc = performanceManagement(loads, { ctl0: ctl, atl0: atl })
  return loads.map((load, day) => ({
    load,
    ctl: pmc.ctl[day]!,
    atl: pmc.atl[day]!,
    tsb: pmc.tsbMorning[day]!,
  }))
}

function curve(
  id: string,
  of: 'load' | 'trimp',
  method: string,
  formula: string,
  read: (pmc: Pmc, day: number) => number,
  ahead: 0 | 1 = 0,
): DayMetric {
  return {
    grain: 'day',
    id,
    of,
    unit: of === 'load' ? 'TSS' : 'AU',
    needs: [],
    version: 1,
    evidence: 'C',
    source: 'Coggan’s performance management chart, exponential weights as in GoldenCheetah',
    formula,
    ahead,
    compute: (series) => {
      const { values, standing, daysBefore } = series
      const pmc = performanceManagement(values, { ctl0: standing?.ctl, atl0: standing?.atl })
      // 42 days before still weigh on a value.
      const about = completeness(series, ctlDays)
      return (day) => {
        const value = read(pmc, day)
        const lastClosed = Math.min(day, values.length - 1)
        const { coverage, missing } = about(lastClosed)
        if (Number.isNaN(value)) return notFound(method, ['too_short'], { coverage })
        const confidence = daysBefore + lastClosed < ctlDays ? 'low' : coverage < 1 ? 'estimated' : 'high'
        return found(value, method, { coverage, confidence, missing })
      }
    },
  }
}

/** CTL, ATL, form and ramp of one kind of load. TSS-like load and TRIMP have curves of their own and are never mixed. */
export function pmcMetrics(of: 'load' | 'trimp'): DayMetric[] {
  const prefix = of === 'load' ? '' : 'trimp_'
  const [ctl, atl] = [`${prefix}ctl`, `${prefix}atl`]
  const average = (id: string, days: number) => `{${id}@-1} + (1 − e^(−1/${days})) · ({${of}} − {${id}@-1})`
  return [
    curve(ctl, of, 'ewma_exp_42d', average(ctl, ctlDays), (pmc, day) => pmc.ctl[day]!),
    curve(atl, of, 'ewma_exp_7d', average(atl, atlDays), (pmc, day) => pmc.atl[day]!),
    curve(
      `${prefix}tsb`,
      of,
      'morning_form',
      `{${ctl}@-1} − {${atl}@-1}`,
      (pmc, day) => (day === 0 ? 0 : pmc.tsbEnd[day - 1]!),
      1,
    ),
    curve(`${prefix}tsb_end`, of, 'end_of_day_form', `{${ctl}} − {${atl}}`, (pmc, day) => pmc.tsbEnd[day]!),
    curve(`${prefix}ramp7`, of, 'ctl_change_7d', `{${ctl}} − {${ctl}@-7}`, (pmc, day) => pmc.ramp7[day]!),
  ]
}
