import { suggestThresholds, type ThresholdSuggestion } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import type { Account } from '@rc/db/queries/accounts'
import { listRestingHeartRates, listSessionEvidence } from '@rc/db/queries/profile'
import { addDays, localDateOf, thresholdsOn, type DatedThreshold } from '@rc/domain'

const EVIDENCE_DAYS = 365

/** What the athlete's own year says about each threshold. */
export async function suggestFromHistory(
  tenant: Tenant,
  account: Account,
  dated: DatedThreshold[],
  now: Date,
): Promise<ThresholdSuggestion[]> {
  const today = localDateOf(now.getTime() / 1000, account.timeZone)
  const [activities, restingHr] = await Promise.all([
    listSessionEvidence(tenant, addDays(today, -EVIDENCE_DAYS)),
    listRestingHeartRates(tenant),
  ])
  const { ageYears, hrRestBpm, hrMaxBpm } = thresholdsOn(today, account, dated)
  return suggestThresholds({ today, ageYears, set: { hrRestBpm, hrMaxBpm }, restingHr, activities })
}
