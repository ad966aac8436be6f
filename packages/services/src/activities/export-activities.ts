import {
  type ActivityFilter,
  listActivityRows,
  type ListedActivity,
  type ListPosition,
} from '@rc/db/queries/activities'
import type { Deps } from '../deps.ts'
import { toFilter, type ListQuery } from './activity-filter.ts'
import { deviceName } from './present-activity.ts'

const PAGE = 1_000

type Cell = string | number | null

const columns: Record<string, (row: ListedActivity) => Cell> = {
  id: ({ id }) => id,
  local_date: ({ localDate }) => localDate,
  started_at: ({ startedAt }) => startedAt.toISOString(),
  sport: ({ sport }) => sport,
  name: ({ name }) => name,
  distance_m: ({ distanceM }) => distanceM,
  timer_s: ({ timerS }) => timerS,
  moving_s: ({ movingS }) => movingS,
  avg_speed_mps: ({ avgSpeedMps }) => avgSpeedMps,
  avg_hr_bpm: ({ avgHrBpm }) => avgHrBpm,
  max_hr_bpm: ({ maxHrBpm }) => maxHrBpm,
  avg_power_w: ({ avgPowerW }) => avgPowerW,
  ascent_m: ({ ascentM }) => ascentM,
  load: ({ load }) => load,
  load_method: ({ loadMethod }) => loadMethod,
  excluded_from_load: ({ excludedFromLoad }) => (excludedFromLoad ? 1 : 0),
  rpe: ({ rpe }) => rpe,
  tags: ({ tags }) => tags.join('; '),
  source: ({ source }) => source,
  device: deviceName,
}

/**
 * A list as CSV (RFC 4180) in UTF-8 with its mark, page by page. Positions are not in it. Throws `invalid_input` before the
 * first line is written.
 */
export function exportActivities(
  deps: Pick<Deps, 'database'>,
  userId: number,
  query: ListQuery,
): AsyncGenerator<string> {
  return writeTable(deps, userId, toFilter(query))
}

async function* writeTable(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  filter: ActivityFilter,
): AsyncGenerator<string> {
  yield `\uFEFF${Object.keys(columns).join(',')}\r\n`
  let after: ListPosition | undefined
  do {
    const rows = await database.asUser(userId, (tenant) => listActivityRows(tenant, { ...filter, after, limit: PAGE }))
    const last = rows.at(-1)
    after = last && rows.length === PAGE ? { key: null, startedAt: last.startedAtText, id: last.id } : undefined
    if (rows.length > 0) yield rows.map(writeLine).join('')
  } while (after)
}

const writeLine = (row: ListedActivity): string =>
  `${Object.values(columns)
    .map((cell) => writeCell(cell(row)))
    .join(',')}\r\n`

/** Text that a spreadsheet would take for a formula has a ' before it. */
export function writeCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[-=+@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
