import { addDays, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { requireRange } from '../recovery/require-range.ts'
import { readColumns, type Column } from './daily-columns.ts'

const YEAR = 365
const LEAST_WEEKS_OF_DAYS = 28

/** How load has changed: a plain description, without zones. Strain compares only with the athlete's own year. */
export async function getLoadChange(
  deps: Pick<Deps, 'database'>,
  userId: number,
  { kind, ...range }: { from: LocalDate; to: LocalDate; kind: 'load' | 'trimp' },
) {
  requireRange(range)
  const prefix = kind === 'load' ? '' : 'trimp_'
  const year = { from: addDays(range.to, 1 - YEAR), to: range.to }
  return deps.database.asReader(userId, async (tenant) => {
    const [{ columns }, { columns: ofYear }] = await Promise.all([
      readColumns(
        tenant,
        {
          acwrUncoupled: `${prefix}acwr_uncoupled`,
          acwrCoupled: `${prefix}acwr_coupled`,
          acwrEwma: `${prefix}acwr_ewma`,
          monotony: `${prefix}monotony`,
          strain: `${prefix}strain`,
          runExternalAcwr: 'run_distance_acwr',
          runInternalAcwr: 'run_trimp_acwr',
          runDivergence: 'run_divergence',
        },
        range,
      ),
      readColumns(tenant, { strain: `${prefix}strain` }, year),
    ])
    return { from: range.from, ...columns, strainP90: percentile90(ofYear.strain) }
  })
}

function percentile90(column: Column): number | null {
  const known = column.filter((value) => value !== null).toSorted((a, b) => a - b)
  return known.length < LEAST_WEEKS_OF_DAYS ? null : known[Math.ceil(0.9 * known.length) - 1]!
}
