import { describeSwim, type MetricPart } from '@rc/analytics'
import type { ActivityRow, readActivityParts } from '@rc/db/queries/activities'

type Parts = Pick<Awaited<ReturnType<typeof readActivityParts>>, 'lengths' | 'sessions'>

/** `swim_pace_s_per_100m.2`: a number of one interval of a swim in a pool, counted from 0. Null where there is none. */
export function intervalPart(
  { startedAt }: Pick<ActivityRow, 'startedAt'>,
  { lengths, sessions }: Parts,
  metricId: string,
  part: string,
): MetricPart | null {
  const poolM = sessions.find(({ poolLengthM }) => poolLengthM !== null)?.poolLengthM ?? null
  if (poolM === null || !/^\d+$/.test(part)) return null
  const timed = lengths.map((length) => ({
    ...length,
    startTimeS: length.startedAt === null ? null : length.startedAt.getTime() / 1000,
    stroke: length.stroke as Parameters<typeof describeSwim>[0][number]['stroke'],
  }))
  const interval = describeSwim(timed, poolM, startedAt.getTime() / 1000).intervals[Number(part)]
  if (interval === undefined) return null
  const { distanceM, timeS, paceSPer100M, swolf } = interval
  if (metricId === 'swim_pace_s_per_100m')
    return {
      value: paceSPer100M,
      unit: 's/100m',
      formula: '100 · {timeS} / {distanceM}',
      quantities: { timeS, distanceM },
    }
  return metricId === 'swolf' && swolf !== null
    ? { value: swolf, unit: '1', formula: 'mean of seconds + strokes over the lengths of the interval', quantities: {} }
    : null
}
