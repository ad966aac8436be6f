import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { sessionGap } from './gap-norm.ts'
import { sessionPower } from './normalized-power.ts'

/**
 * Share of the threshold, 1 = one hour's best: NP/FTP on the bike, NGP/threshold speed on foot (a ratio of speeds, so
 * faster is more). Missing: the power or speed, the threshold, shorter than 30 s. Source: Coggan. Evidence C.
 */
function compute({ family, memo, thresholds }: SummaryContext): MetricResult | null {
  if (family === 'bike') {
    const power = memo(sessionPower)
    if (!power.ok) return notFound('np_over_ftp', power.missing)
    if (thresholds.ftpW === null) return notFound('np_over_ftp', ['ftp_w'])
    return found(power.value.norm / thresholds.ftpW, 'np_over_ftp', { confidence: power.value.about.confidence })
  }
  if (family === 'run') {
    const gap = memo(sessionGap)
    if (!gap.ok) return notFound('ngp_over_threshold', gap.missing)
    if (thresholds.thresholdSpeedMps === null) return notFound('ngp_over_threshold', ['threshold_speed_mps'])
    const { norm, about } = gap.value
    return found(norm / thresholds.thresholdSpeedMps, 'ngp_over_threshold', { confidence: about.confidence })
  }
  return null
}

export const intensityFactor: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'intensity_factor',
  unit: '1',
  needs: ['ftp_w', 'threshold_speed_mps'],
  version: 1,
  evidence: 'C',
  source: 'Allen & Coggan 2010; running by speed as rTSS',
  formula: [
    ['ngp', '{ngp_mps} / {thresholdSpeedMps}'],
    ['np', '{np_w} / {ftpW}'],
  ],
  compute,
}
