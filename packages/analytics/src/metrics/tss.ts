import type { ActivityMetric } from '../metric.ts'
import { found, notFound, type MetricResult } from '../result.ts'
import type { SessionContext } from '../session-context.ts'
import { powerLoad, sessionPower } from './normalized-power.ts'

/** Running watts follow another scale and have no threshold here: only the bike has a power load. */
function compute({ family, memo, grid, thresholds }: SessionContext): MetricResult | null {
  if (family !== 'bike') return null
  const power = memo(sessionPower)
  if (!power.ok || grid.powerW === null) return notFound('tss_coggan', power.ok ? ['power'] : power.missing)
  const load = powerLoad(grid.powerW, thresholds.ftpW)
  if (load === null) return notFound('tss_coggan', ['ftp_w'], { coverage: power.value.about.coverage })
  const { coverage, confidence } = power.value.about
  return found(load.tss, 'tss_coggan', { coverage, confidence, detail: { ftpW: thresholds.ftpW } })
}

export const tss: ActivityMetric = {
  grain: 'activity',
  id: 'tss',
  unit: 'TSS',
  needs: ['ftp_w'],
  version: 1,
  evidence: 'C',
  source: 'Allen & Coggan 2010',
  compute,
}
