import { finishJob, type ClaimedJob } from '@rc/services/work/job-run'
import type { Handlers, WorkerDeps } from '../handlers.ts'

// TODO: the client is on its way; until then work is noted and ended.
const run = ({ database }: WorkerDeps, job: ClaimedJob) =>
  database.asUser(job.userId, (tenant) => finishJob(tenant, job))

export const garminHandlers = {
  'garmin.account.sync': { run },
  'garmin.door.verify': { run },
  'garmin.door.probe': { run },
  'garmin.login.attempt': { run },
  'garmin.login.answer': { run },
} satisfies Handlers<'garmin'>
