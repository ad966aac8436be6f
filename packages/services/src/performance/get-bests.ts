import { listCurveBests, listEffortBests, type SeasonBest } from '@rc/db/queries/performance'
import { readLatestEvent } from '@rc/db/queries/raw-events'
import { addDays, sportsOf } from '@rc/domain'
import { readRecords, type RecordFact } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'

const SEASON_DAYS = 90

/** Of all time, then of 90 days, then years, the newest first. */
const rank = (season: string): number => (season === 'all' ? 9_999 : season === '90d' ? 9_998 : Number(season))
const bySeason = (rows: SeasonBest[]): [string, SeasonBest[]][] =>
  [...Map.groupBy(rows, (row) => row.season)].toSorted(([a], [b]) => rank(b) - rank(a))

/** The mean-maximal curves of each season. */
export function getMeanMax(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { family, of }: { family: 'run' | 'bike'; of: 'power' | 'hr' },
) {
  return deps.database.asReader(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const metricId = of === 'power' ? 'mean_max_power_w' : 'mean_max_hr'
    const rows = await listCurveBests(tenant, metricId, sportsOf(family), addDays(today, 1 - SEASON_DAYS))
    return {
      unit: of === 'power' ? 'W' : 'bpm',
      curves: bySeason(rows).map(([season, points]) => ({
        season,
        points: points.map(({ mark, value, activityId, localDate }) => ({
          durationS: mark,
          value,
          activityId,
          localDate,
        })),
      })),
    }
  })
}

/** Best efforts over the distances of a sport, of each season. */
export function getRecords(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  { family }: { family: 'run' | 'bike' | 'swim' },
) {
  return deps.database.asReader(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const rows = await listEffortBests(tenant, sportsOf(family), addDays(today, 1 - SEASON_DAYS))
    const ofVendor =
      family === 'run' ? readRecords((await readLatestEvent(tenant, 'garmin', 'personal_records'))?.payload) : null
    const byDistance = [...Map.groupBy(rows, ({ mark }) => mark)].toSorted(([a], [b]) => a - b)
    return {
      efforts: byDistance.map(([distanceM, bests]) => ({
        distanceM,
        vendor: vendorRecord(ofVendor?.ok ? ofVendor.value : [], distanceM),
        seasons: bySeason(bests).flatMap(([season, [best]]) =>
          best === undefined
            ? []
            : [
                {
                  season,
                  best: {
                    timeS: best.value,
                    activityId: best.activityId,
                    localDate: best.localDate,
                    startS: best.startS ?? 0,
                  },
                },
              ],
        ),
      })),
    }
  })
}

function vendorRecord(records: RecordFact[], distanceM: number) {
  const record = records.find((each) => each.distanceM === distanceM)
  return record ? { timeS: record.timeS, localDate: record.date } : null
}
