import {
  compareSwims,
  describeSwim,
  swimLengthFigures,
  swimsLike,
  type ComparableSwim,
  type SwimComparison,
} from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readActivityParts, readActivityRow } from '@rc/db/queries/activities'
import { listThresholds } from '@rc/db/queries/profile'
import { listSwims, type SwimRow } from '@rc/db/queries/swims'
import { addDays, AppError, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { readCritical } from '../performance/get-critical.ts'
import { requireRange } from '../recovery/require-range.ts'

/** Swims of longer ago say little about how one swims now. */
const ALIKE_DAYS = 365

type Comparable = SwimRow & ComparableSwim

const isComparable = (swim: SwimRow): swim is SwimRow & { distanceM: number; setType: string; paceSPer100M: number } =>
  swim.distanceM !== null && swim.setType !== null && swim.paceSPer100M !== null
const comparable = (swims: readonly SwimRow[]): Comparable[] =>
  swims.filter(isComparable).map((swim): Comparable => ({ ...swim, date: swim.localDate }))

const nothingAlike: SwimComparison = { label: 'insufficient', changePct: null, n: 0, slopeSPer30Days: null }

const presentTrend = ({ label, changePct, n, slopeSPer30Days }: SwimComparison) => ({
  label,
  changePct,
  n,
  slopeSPer30Days,
})

const presentSwim = (swim: SwimRow) => ({
  activityId: swim.activityId,
  localDate: swim.localDate,
  sport: swim.sport,
  poolLengthM: swim.poolLengthM,
  distanceM: swim.distanceM,
  swimS: swim.swimS,
  restS: swim.restS,
  paceSPer100M: swim.paceSPer100M,
  swolf: swim.swolf,
  distancePerStrokeM: swim.distancePerStrokeM,
  strokeRatePerMin: swim.strokeRatePerMin,
  strokeIndex: swim.strokeIndex,
  fadePct: swim.fadePct,
  cvPct: swim.cvPct,
  tier: swim.tier,
  setType: swim.setType,
  load: swim.load,
})

/** The threshold in force, else what 90 days of training suggest. */
async function readCss(tenant: Tenant, today: LocalDate) {
  const dated = (await listThresholds(tenant)).filter(({ kind }) => kind === 'css_mps')
  const set = dated.findLast(({ validFrom }) => validFrom <= today) ?? dated[0]
  if (set) {
    return { mps: set.value, paceSPer100M: 100 / set.value, source: set.source, validFrom: set.validFrom }
  }
  const mps = (await readCritical(tenant, today)).find(({ family }) => family === 'swim')?.value ?? null
  if (mps === null) return null
  return { mps, paceSPer100M: 100 / mps, source: 'suggestion' as const, validFrom: null }
}

/** Critical swim speed, the swims of a time, and where the newest stands among those like it. */
export async function getSwimSummary(
  deps: Pick<Deps, 'database' | 'now'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  return deps.database.asReader(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    const [css, swims] = await Promise.all([readCss(tenant, today), listSwims(tenant, range)])
    const all = comparable(swims)
    const newest = all.at(-1)
    return {
      css,
      sessions: swims.map(presentSwim),
      trend: presentTrend(newest ? compareSwims(all, newest) : nothingAlike),
    }
  })
}

/** One swim: its intervals and lengths, the repeats it is judged by, and its year of sessions like it. Throws `not_found`. */
export function getSwimSession(deps: Pick<Deps, 'database'>, userId: number, activityId: number) {
  return deps.database.asReader(userId, async (tenant) => {
    const row = await readActivityRow(tenant, activityId)
    if (!row?.localDate) throw new AppError('not_found', 'no such swim')
    const date = row.localDate
    const [[swim], year, parts] = await Promise.all([
      listSwims(tenant, { from: date, to: date, activityId }),
      listSwims(tenant, { from: addDays(date, -ALIKE_DAYS), to: date }),
      readActivityParts(tenant, activityId),
    ])
    if (!swim) throw new AppError('not_found', 'no such swim')
    const startS = row.startedAt.getTime() / 1000
    const lengths = parts.lengths.map((length) => ({
      ...length,
      startTimeS: length.startedAt === null ? null : length.startedAt.getTime() / 1000,
      stroke: length.stroke as Parameters<typeof describeSwim>[0][number]['stroke'],
    }))
    const poolM = swim.poolLengthM
    const described = poolM === null ? null : describeSwim(lengths, poolM, startS)
    const all = comparable(year)
    const own = all.find((each) => each.activityId === activityId)
    const trend = own ? compareSwims(all, own) : nothingAlike
    return {
      session: presentSwim(swim),
      intervals: (described?.intervals ?? []).map((interval) => ({ ...interval, startS: interval.startS - startS })),
      lengths: (described?.lengths ?? []).flatMap((length) => {
        const figures = poolM === null ? null : swimLengthFigures(poolM, length.durationS, length.strokes)
        if (!length.active || figures === null) return []
        return [
          {
            startS: length.startS - startS,
            timeS: length.durationS,
            stroke: length.stroke,
            strokes: length.strokes,
            paceSPer100M: figures.paceSPer100M,
            swolf: figures.swolf,
          },
        ]
      }),
      repeats: described?.repeats
        ? { distanceM: described.repeats.distanceM, stroke: described.repeats.stroke, paces: described.repeats.paces }
        : null,
      alike: {
        trend: presentTrend(trend),
        sessions: own ? swimsLike(all, own).map(presentSwim) : [],
      },
    }
  })
}
