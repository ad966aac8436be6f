import { AppError, type Sport } from '@rc/domain'
import type { Deps } from '../deps.ts'

export interface ManualActivity {
  sport: Sport
  startedAt: Date
  durationS: number
  distanceM?: number | undefined
  avgHrBpm?: number | undefined
  rpe?: number | undefined
  name?: string | undefined
}

export async function createManualActivity(
  _deps: Pick<Deps, 'database' | 'queue' | 'log'>,
  _userId: number,
  _activity: ManualActivity,
): Promise<{ activityId: number }> {
  throw new AppError('internal', 'not built yet')
}
