import { completeness } from '../completeness.ts'
import type { DayMetric, DaySeries } from '../metric.ts'
import { found, notFound } from '../result.ts'
import { acuteChronicMeans } from './acwr.ts'
import { normalizedDivergence } from './normalized-divergence.ts'

const historyDays = 28

const about = {
  grain: 'day',
  unit: '1',
  needs: [],
  version: 1,
  evidence: 'C',
  ahead: 0,
} as const satisfies Partial<DayMetric>

/** The last 7 days of running over the 21 before, by distance with climbs counted or by TRIMP. */
function ratio(of: 'run_distance' | 'run_trimp'): DayMetric {
  return {
    ...about,
    id: `${of}_acwr`,
    of,
    source: 'Williams et al. 2017; no predictor of injury: Impellizzeri et al. 2020, Frandsen et al. 2025',
    formula: '{detail.acute} / {detail.chronic}',
    compute: (series) => {
      const meansOn = acuteChronicMeans(series)
      const standing = completeness(series, historyDays - 1)
      return (day) => {
        const means = meansOn(day)
        const { coverage, missing } = standing(day)
        if (means === null) return notFound('uncoupled', ['too_short'], { coverage })
        const detail = { ...means }
        if (!(means.chronic > 0)) return notFound('uncoupled', ['no_load'], { coverage, detail })
        const confidence = coverage < 1 ? 'estimated' : 'high'
        return found(means.acute / means.chronic, 'uncoupled', { coverage, missing, confidence, detail })
      }
    },
  }
}

/** How far the two have moved apart; a trend to look at, experimental. */
const divergence: DayMetric = {
  ...about,
  id: 'run_divergence',
  of: 'run_distance',
  source: 'Training Monkey; bands unpublished and not adopted',
  formula: '2 · ({detail.external} − {detail.internal}) / ({detail.external} + {detail.internal})',
  compute: (external, other) => {
    const internal = other('run_trimp')
    const [outside, inside] = [external, internal].map((series: DaySeries) => ({
      meansOn: acuteChronicMeans(series),
      standing: completeness(series, historyDays - 1),
    }))
    const ratioOn = ({ meansOn }: NonNullable<typeof outside>, day: number): number | null => {
      const means = meansOn(day)
      return means !== null && means.chronic > 0 ? means.acute / means.chronic : null
    }
    return (day) => {
      const detail = { external: ratioOn(outside!, day), internal: ratioOn(inside!, day) }
      const coverage = Math.min(outside!.standing(day).coverage, inside!.standing(day).coverage)
      const value = normalizedDivergence(detail.external, detail.internal)
      if (value === null) return notFound('uncoupled', ['no_load'], { coverage, detail })
      const missing = coverage < 1 ? (['activity_load'] as const) : []
      return found(value, 'uncoupled', { coverage, missing: [...missing], confidence: 'estimated', detail })
    }
  },
}

/** Change of running load from outside and inside, and the distance between the two. Runs only: sports do not mix. */
export const runLoadChange: readonly DayMetric[] = [ratio('run_distance'), ratio('run_trimp'), divergence]
