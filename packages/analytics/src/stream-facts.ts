import { sessionGapNorm, type GapNorm } from './metrics/gap-norm.ts'
import { gpsQuality } from './metrics/gps-quality.ts'
import { sessionGapSpeed } from './metrics/grade-adjusted-speed.ts'
import { hrQuality } from './metrics/hr-quality.ts'
import { sessionPowerNorm, type RollingNorm } from './metrics/normalized-power.ts'
import { spreadOf, type Spread } from './metrics/spread.ts'
import type { Known } from './result.ts'
import type { SessionContext } from './session-context.ts'
import { rollingVariation } from './steadiness.ts'
import { activeSwim, type ActiveSwim } from './swim-totals.ts'

/**
 * What the samples of a session amount to for everything that depends on the athlete as well: kept beside the numbers, so
 * that a changed threshold is answered without a sample. Plain JSON; does not depend on thresholds, but on the grade model.
 */
export interface StreamFacts {
  /** Length of the grid. */
  seconds: number
  hr: Spread | null
  power: Known<RollingNorm>
  gap: Known<GapNorm>
  /** How unsteady a run's graded speed or a ride's speed was; null without one, and in other sports. */
  paceVariation: number | null
  hrScore: number | null
  gpsScore: number | null
  swim: ActiveSwim | null
}

/** Raised whenever the same samples make other facts. */
export const factsVersion = 1

export function streamFacts(session: SessionContext): StreamFacts {
  const { grid, family, memo } = session
  const pace = family === 'run' ? memo(sessionGapSpeed) : family === 'bike' ? (grid.speedMps ?? grid.powerW) : null
  return {
    seconds: grid.seconds,
    hr: grid.hrBpm === null ? null : spreadOf(grid.hrBpm),
    power: memo(sessionPowerNorm),
    gap: family === 'run' ? memo(sessionGapNorm) : { ok: false, missing: ['speed'] },
    paceVariation: pace === null ? null : rollingVariation(pace),
    hrScore: memo(hrQuality.compute)?.value ?? null,
    gpsScore: memo(gpsQuality.compute)?.value ?? null,
    swim: family === 'swim' ? activeSwim(session) : null,
  }
}
