import type { PlannedDay } from '@rc/sandbox/athlete/planned'
import { renderActivityFit } from '@rc/sandbox/athlete/render'
import type { Appliance } from '@rc/sandbox/demo/appliance'
import { archivesByMonth } from '@rc/sandbox/demo/archives-by-month'
import { uploadAll } from '@rc/sandbox/demo/upload-all'
import type postgres from 'postgres'
import { waitForJobs } from '../trial/wait-for-jobs.ts'
import { timed } from './figures.ts'

const patienceMs = 1_800_000

/** The activities of an athlete's days come in through the real door; returns when nothing is left to be computed. */
export async function importAthlete(appliance: Appliance, sql: postgres.Sql, days: PlannedDay[]): Promise<void> {
  const { ms } = await timed(async () => {
    const archives = archivesByMonth(days, (day) =>
      day.activities.map((activity) => renderActivityFit(day.seed, activity)),
    )
    await uploadAll(appliance, 'bench', archives)
    await waitForJobs(sql, '%', patienceMs)
  })
  await sql`analyze`
  const [rows] = await sql<{ activities: number; samples: number }[]>`
    select count(*)::int as activities, sum(sample_count)::int as samples from activities`
  console.log(
    `${rows?.activities} activities, ${rows?.samples} samples, made and imported in ${(ms / 1000).toFixed(0)} s`,
  )
}
