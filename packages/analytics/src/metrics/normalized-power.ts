import type { RecordingMetric } from '../metric.ts'
import { found, notFound, type Known, type MetricResult } from '../result.ts'
import type { SessionContext, SummaryContext } from '../session-context.ts'

const windowS = 30
/** More missing power than this and the number is not to be trusted. */
const maxDropoutShare = 0.05

export interface RollingNorm {
  /** Fourth-power mean of the 30-s rolling means; the stream's unit. */
  norm: number
  /** Plain mean, missing seconds as 0. */
  mean: number
  missingS: number
}

/**
 * (mean over t ≥ 30 s of [30-s rolling mean]⁴)^¼ of a 1 Hz stream, full windows only; missing seconds count as 0.
 * Missing (null): fewer than 30 seconds. Source: Coggan's normalisation, "starting at the 30 s mark". Evidence C.
 */
export function rollingNorm(stream: Float64Array): RollingNorm | null {
  const n = stream.length
  if (n < windowS) return null
  let window = 0
  let total = 0
  let fourth = 0
  let missingS = 0
  for (let i = 0; i < n; i++) {
    const value = stream[i]!
    if (Number.isNaN(value)) missingS++
    else {
      total += value
      window += value
    }
    if (i >= windowS) {
      const left = stream[i - windowS]!
      if (!Number.isNaN(left)) window -= left
    }
    if (i >= windowS - 1) {
      const mean = window / windowS
      fourth += mean * mean * (mean * mean)
    }
  }
  return { norm: (fourth / (n - windowS + 1)) ** 0.25, mean: total / n, missingS }
}

/** Normalised power of a 1 Hz power stream, W; `rollingNorm`. */
export const normalizedPower = (powerW: Float64Array): number | null => rollingNorm(powerW)?.norm ?? null

/**
 * Power load: IF = NP/FTP, VI = NP/mean power (null when that is 0), TSS = 100 · hours · IF²; hours of timer time, so
 * coasting and recorded stops count and auto-pause does not.
 * Missing (null): shorter than 30 s, no FTP. Source: Allen & Coggan, Training and racing with a power meter. Evidence C.
 */
export function powerLoad(powerW: Float64Array, ftpW: number | null): PowerLoad | null {
  const power = rollingNorm(powerW)
  return power && loadOfPower(power, powerW.length, ftpW)
}

interface PowerLoad {
  np: number
  intensityFactor: number
  variabilityIndex: number | null
  tss: number
}

/** `powerLoad` of a stream whose norm is known already. */
export function loadOfPower(power: RollingNorm, seconds: number, ftpW: number | null): PowerLoad | null {
  if (ftpW === null || !(ftpW > 0)) return null
  const intensityFactor = power.norm / ftpW
  return {
    np: power.norm,
    intensityFactor,
    variabilityIndex: power.mean > 0 ? power.norm / power.mean : null,
    tss: (100 * seconds * intensityFactor ** 2) / 3600,
  }
}

/** The norm of the session's power. */
export function sessionPowerNorm({ grid }: SessionContext): Known<RollingNorm> {
  if (grid.powerW === null) return { ok: false, missing: ['power'] }
  const power = rollingNorm(grid.powerW)
  return power === null ? { ok: false, missing: ['too_short'] } : { ok: true, value: power }
}

interface SessionPower extends RollingNorm {
  about: Pick<MetricResult, 'coverage' | 'confidence' | 'detail'>
}

/** The session's normalised power with what is said beside every number made of it. */
export function sessionPower({ facts }: SummaryContext): Known<SessionPower> {
  if (!facts.power.ok) return facts.power
  const power = facts.power.value
  const dropoutShare = power.missingS / facts.seconds
  return {
    ok: true,
    value: {
      ...power,
      about: {
        coverage: 1 - dropoutShare,
        confidence: dropoutShare > maxDropoutShare ? 'low' : 'high',
        detail: { dropoutS: power.missingS, meanW: power.mean },
      },
    },
  }
}

const coggan = { grain: 'activity', version: 1, evidence: 'C', source: 'Allen & Coggan 2010' } as const

/** Normalised power, W. Of under 20 minutes it is shown, but as estimated. */
export const npW: RecordingMetric = {
  ...coggan,
  id: 'np_w',
  unit: 'W',
  formula: '(mean of (30 s mean of power)⁴)^¼',
  needs: [],
  compute: ({ memo, grid }) => {
    if (grid.powerW === null) return null
    const power = memo(sessionPower)
    if (!power.ok) return notFound('np_full_windows', power.missing)
    const { norm, about } = power.value
    const confidence = about.confidence === 'high' && grid.seconds < 20 * 60 ? 'estimated' : about.confidence
    return found(norm, 'np_full_windows', { ...about, confidence })
  },
}

export const variabilityIndex: RecordingMetric = {
  ...coggan,
  id: 'variability_index',
  unit: '1',
  formula: '{np_w} / {detail.meanW}',
  needs: [],
  compute: ({ memo, grid }) => {
    if (grid.powerW === null) return null
    const power = memo(sessionPower)
    if (!power.ok) return notFound('np_over_mean', power.missing)
    const { norm, mean, about } = power.value
    return mean > 0 ? found(norm / mean, 'np_over_mean', about) : notFound('np_over_mean', ['power'])
  },
}
