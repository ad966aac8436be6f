import { suggestThresholds, type ThresholdSuggestion } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import type { Account } from '@rc/db/queries/accounts'
import { listRestingHeartRates, listSessionEvidence, listVendorThresholds } from '@rc/db/queries/profile'
import { addDays, localDateOf, thresholdsOn, type DatedThreshold } from '@rc/domain'

const EVIDENCE_DAYS = 365

/** What the athlete's own year says about each threshold, and after it what a vendor says, dated as it was. */
export async function suggestFromHistory(
  tenant: Tenant,
  account: Account,
  dated: DatedThreshold[],
  now: Date,
): Promise<ThresholdSuggestion[]> {
  const today = localDateOf(now.getTime() / 1000, account.timeZone)
  const from = addDays(today, -EVIDENCE_DAYS)
  const [activities, restingHr, ofVendors] = await Promise.all([
    listSessionEvidence(tenant, from),
    listRestingHeartRates(tenant),
    listVendorThresholds(tenant, from),
  ])
  const { ageYears, hrRestBpm, hrMaxBpm } = thresholdsOn(today, account, dated)
  return [
    ...suggestThresholds({ today, ageYears, set: { hrRestBpm, hrMaxBpm }, restingHr, activities }),
    ...ofVendors.map(({ kind, value, date }): ThresholdSuggestion => ({
      kind,
      value,
      method: 'vendor',
      confidence: 'estimated',
      evidence: { vendor: 'garmin', date },
    })),
  ]
}
