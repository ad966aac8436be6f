import { Temporal } from 'temporal-polyfill'

/** The newest of each of the last so many days, weeks, months and years that have a backup at all. */
export const generations = { daily: 7, weekly: 5, monthly: 12, yearly: 3 }

export interface DatedBackup {
  name: string
  createdAt: Date
}

/** Names of the backups to keep. A backup may be the daily, the weekly and the yearly one at once. */
export function selectKept(backups: DatedBackup[], timeZone: string): Set<string> {
  const newestFirst = backups
    .toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
    .map(({ name, createdAt }) => {
      const at = Temporal.Instant.fromEpochMilliseconds(createdAt.getTime()).toZonedDateTimeISO(timeZone)
      return {
        name,
        daily: at.toPlainDate().toString(),
        weekly: `${at.yearOfWeek}-${at.weekOfYear}`,
        monthly: `${at.year}-${at.month}`,
        yearly: `${at.year}`,
      }
    })
  const kept = new Set<string>()
  for (const generation of ['daily', 'weekly', 'monthly', 'yearly'] as const) {
    const periods = new Set<string>()
    for (const backup of newestFirst) {
      if (periods.size === generations[generation] || periods.has(backup[generation])) continue
      periods.add(backup[generation])
      kept.add(backup.name)
    }
  }
  return kept
}
