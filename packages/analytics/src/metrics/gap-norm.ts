import type { Known, MetricResult } from '../result.ts'
import type { SessionContext, SummaryContext } from '../session-context.ts'
import { sessionGapSpeed, sessionGrade } from './grade-adjusted-speed.ts'
import { rollingNorm, type RollingNorm } from './normalized-power.ts'

/** The norm of a session's grade-adjusted speed. */
export interface GapNorm extends RollingNorm {
  /** There was an altitude; else the road is taken as flat. */
  isGraded: boolean
}

export function sessionGapNorm({ memo }: SessionContext): Known<GapNorm> {
  const gap = memo(sessionGapSpeed)
  if (gap === null) return { ok: false, missing: ['speed'] }
  const norm = rollingNorm(gap)
  if (norm === null) return { ok: false, missing: ['too_short'] }
  return { ok: true, value: { ...norm, isGraded: memo(sessionGrade) !== null } }
}

interface SessionGap extends RollingNorm {
  /** The grade model that was used; `flat` without altitude. */
  model: string
  about: Pick<MetricResult, 'coverage' | 'confidence'>
}

/** The session's normalised graded speed with what is said beside every number made of it. */
export function sessionGap({ sport, facts, options }: SummaryContext): Known<SessionGap> {
  if (!facts.gap.ok) return facts.gap
  const { isGraded, ...norm } = facts.gap.value
  const confidence = sport === 'treadmill_run' ? 'low' : isGraded ? 'high' : 'estimated'
  return {
    ok: true,
    value: {
      ...norm,
      model: isGraded ? options.gapModel : 'flat',
      about: { coverage: 1 - norm.missingS / facts.seconds, confidence },
    },
  }
}
