import type { Tenant } from '@rc/db'
import type { JobAnnouncement } from '@rc/jobs'
import { putJob } from '../work/put-job.ts'

/** Readings come in crowds. */
const DEBOUNCE_S = 5

/**
 * To be called where something arrived that a morning is judged by (a night, a reading, a word in the journal, new
 * daily numbers). A morning that has begun is looked at again, soon; before its time nothing happens.
 */
export const refreshMorning = (tenant: Tenant): Promise<JobAnnouncement> =>
  putJob(tenant, 'own.morning.check', {}, 'morning', DEBOUNCE_S)
