import type { Tenant } from '@rc/db'
import { listConnections, noteReminder } from '@rc/db/queries/connections'
import { readTraining } from '@rc/db/queries/training'
import { listUserIds } from '@rc/db/queries/users'
import { daysBetween, localDateOf, vendors } from '@rc/domain'
import type { JobAnnouncement } from '@rc/jobs'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { clockOf } from '../morning/begin-mornings.ts'
import { putNotices } from '../notify/put-notices.ts'
import { isOpen } from './choose-doors.ts'
import { isRenewable } from './list-connections.ts'

type Needs = Pick<Deps, 'database' | 'queue' | 'config' | 'now'>

/** So many days before a key ends its athlete is told. */
const DAYS_BEFORE = [1, 7, 14]

/** Tells of keys and tokens that end soon and do not renew themselves, in the athlete's morning; each of the times once, however often it is called. */
export async function remindOfEnds(deps: Needs): Promise<void> {
  for (const userId of await listUserIds(deps.database))
    await deps.queue.announce(await deps.database.asUser(userId, (tenant) => remindAthlete(deps, tenant)))
}

async function remindAthlete({ config, now }: Needs, tenant: Tenant): Promise<JobAnnouncement[]> {
  const [{ timeZone, today }, { morningAt }] = await Promise.all([readToday(tenant, now()), readTraining(tenant)])
  if (clockOf(now(), timeZone) < morningAt) return []
  const jobs: JobAnnouncement[] = []
  for (const vendor of vendors)
    for (const row of await listConnections(tenant, vendor)) {
      if (!isOpen(row) || !row.expiresAt || isRenewable(row, config)) continue
      const endsOn = localDateOf(row.expiresAt.getTime() / 1000, timeZone)
      const left = daysBetween(today, endsOn)
      const due = left < 0 ? undefined : DAYS_BEFORE.find((days) => left <= days)
      if (due === undefined || !(await noteReminder(tenant, row, due))) continue
      const about = { about: 'ending', door: row.door, endsOn } as const
      jobs.push(...(await putNotices(tenant, about, `ending ${row.id} ${endsOn} ${due}`)))
    }
  return jobs
}
