import type { Tenant } from '@rc/db'
import { putDelivery, readDelivery } from '@rc/db/queries/deliveries'
import type { JobAnnouncement } from '@rc/jobs'
import type { Plan } from '@rc/planning'
import { putJob } from '../work/put-job.ts'

const put = (tenant: Tenant): Promise<JobAnnouncement> => putJob(tenant, 'garmin.workouts.push', {}, 'garmin')

/** A plan that stands on the watch is kept there as it has just been approved. */
export async function followApproval(tenant: Tenant, plan: Plan): Promise<JobAnnouncement[]> {
  const delivery = await readDelivery(tenant, plan.id)
  if (!delivery?.isEnabled) return []
  await putDelivery(tenant, { ...delivery, hash: plan.hash })
  return [await put(tenant)]
}

/** Takes down what stands on the watch of a plan, and sends nothing of it any more. */
export async function endDelivery(tenant: Tenant, planId: string): Promise<JobAnnouncement[]> {
  const delivery = await readDelivery(tenant, planId)
  if (!delivery?.isEnabled) return []
  await putDelivery(tenant, { ...delivery, isEnabled: false })
  return [await put(tenant)]
}
