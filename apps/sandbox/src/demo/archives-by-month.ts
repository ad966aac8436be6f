import type { PlannedDay } from '../athlete/planned.ts'
import { packZip, type ZipEntry } from '../zip.ts'

/** One archive for each calendar month, newest first, made when it is asked for. */
export function* archivesByMonth(
  days: PlannedDay[],
  filesOf: (day: PlannedDay) => ZipEntry[],
): Generator<{ name: string; bytes: Uint8Array }> {
  const months = Map.groupBy(days, (day) => day.date.slice(0, 7))
  for (const month of [...months.keys()].reverse()) {
    const entries = months.get(month)!.toReversed().flatMap(filesOf)
    if (entries.length > 0) yield { name: `${month}.zip`, bytes: packZip(entries) }
  }
}
