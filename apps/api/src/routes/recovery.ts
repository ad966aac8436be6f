import * as contract from '@rc/contract'
import { listInjuries, putInjury, removeInjury } from '@rc/services/journal/injuries'
import { getActivityJournal, getJournal, putActivityJournal, putJournalDay } from '@rc/services/journal/journal'
import { getHrv } from '@rc/services/recovery/get-hrv'
import { getReadiness, getReadinessToday } from '@rc/services/recovery/get-readiness'
import { getRestingHr } from '@rc/services/recovery/get-resting-hr'
import { getSleepSummary } from '@rc/services/recovery/get-sleep-summary'
import { getWeight } from '@rc/services/recovery/get-weight'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountRecovery(mount: Mount, deps: ApiDeps): void {
  mount(contract.getReadinessToday, ({ userId }) => getReadinessToday(deps, userId))
  mount(contract.getReadiness, ({ userId, query }) => getReadiness(deps, userId, query))
  mount(contract.getHrv, ({ userId, query }) => getHrv(deps, userId, query))
  mount(contract.getRestingHr, ({ userId, query }) => getRestingHr(deps, userId, query))
  mount(contract.getSleepSummary, ({ userId, query }) => getSleepSummary(deps, userId, query))
  mount(contract.getWeight, ({ userId, query }) => getWeight(deps, userId, query))
  mount(contract.getJournal, ({ userId, query }) => getJournal(deps, userId, query))
  mount(contract.putJournalDay, ({ userId, params, body }) => putJournalDay(deps, userId, params.date, body))
  mount(contract.getActivityJournal, ({ userId, params }) => getActivityJournal(deps, userId, params.id))
  mount(contract.putActivityJournal, ({ userId, params, body }) => putActivityJournal(deps, userId, params.id, body))
  mount(contract.listInjuries, ({ userId }) => listInjuries(deps, userId))
  mount(contract.putInjury, ({ userId, body }) => putInjury(deps, userId, body))
  mount(contract.removeInjury, ({ userId, query }) => removeInjury(deps, userId, query))
}
