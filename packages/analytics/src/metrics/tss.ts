import type { AthleteMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SummaryContext } from '../session-context.ts'
import { loadOfPower, sessionPower } from './normalized-power.ts'

/** Running watts follow another scale and have no threshold here: only the bike has a power load. */
function compute({ family, memo, facts, thresholds }: SummaryContext): MetricResult | null {
  if (family !== 'bike') return null
  const power = memo(sessionPower)
  if (!power.ok) return notFound('tss_coggan', power.missing)
  const load = loadOfPower(power.value, facts.seconds, thresholds.ftpW)
  if (load === null) return notFound('tss_coggan', ['ftp_w'], { coverage: power.value.about.coverage })
  const { coverage, confidence } = power.value.about
  return found(load.tss, 'tss_coggan', { coverage, confidence, detail: { ftpW: thresholds.ftpW } })
}

export const tss: AthleteMetric = {
  of: 'athlete',
  grain: 'activity',
  id: 'tss',
  unit: 'TSS',
  needs: ['ftp_w'],
  version: 1,
  evidence: 'C',
  source: 'Allen & Coggan 2010',
  formula: '100 · {timerS} / 3600 · ({np_w} / {detail.ftpW})²',
  compute,
}
