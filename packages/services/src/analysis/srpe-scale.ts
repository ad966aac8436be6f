import { personalSrpeScale } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { getAthleteContext } from '@rc/db/queries/raw'
import { listSessionSigns, type SessionSignRow } from '@rc/db/queries/session-signs'
import { setSrpeScale } from '@rc/db/queries/training'
import { addDays, type LocalDate } from '@rc/domain'
import { putJob } from '../work/put-job.ts'

const EVIDENCE_DAYS = 365
/** A scale that moves by less is the same: every session moves it a little, and all efforts would be counted anew. */
const WORTH = 0.05

/** The athlete's own scale of effort: of sessions whose load was measured and whose effort was told. */
export const srpeScaleOf = (sessions: readonly Pick<SessionSignRow, 'load' | 'rpe' | 'timerS'>[]): number | null =>
  personalSrpeScale(
    sessions.flatMap(({ load, rpe, timerS }) =>
      load === null || rpe === null || timerS === null ? [] : [{ tss: load, srpe: (rpe * timerS) / 60 }],
    ),
  )

/** Keeps the scale of the last year; where it has moved, loads that stand on an effort alone are made again. */
export async function refreshSrpeScale(tenant: Tenant, today: LocalDate): Promise<void> {
  const [sessions, { srpeScale: kept }] = await Promise.all([
    listSessionSigns(tenant, addDays(today, -EVIDENCE_DAYS), today),
    getAthleteContext(tenant),
  ])
  const found = srpeScaleOf(sessions)
  if (found === kept || (found !== null && kept !== null && Math.abs(found / kept - 1) < WORTH)) return
  await setSrpeScale(tenant, found)
  await putJob(tenant, 'own.metrics.recompute', {}, 'metrics')
}
