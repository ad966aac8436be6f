import * as contract from '@rc/contract'
import { getDelivery, restoreWorkout, sendPlan, stopSending } from '@rc/services/delivery/send-plan'
import { acceptAdjustment, declineAdjustment, getAdjustments, revertAdjustment } from '@rc/services/plans/adjust-today'
import { closeCalendarFeed, getCalendarFeed, openCalendarFeed, readFeed } from '@rc/services/plans/calendar-feed'
import { approvePlan, changePlan, repairStored, undoPlan } from '@rc/services/plans/change-plan'
import { exportPlan, exportWorkout, listLosses, type ExportedFile } from '@rc/services/plans/export-plan'
import { generatePlan } from '@rc/services/plans/generate-plan'
import { getAdherence } from '@rc/services/plans/get-adherence'
import { archivePlan, getPlan, getPlanDiff, getSchedule, listPlans, listRevisions } from '@rc/services/plans/list-plans'
import { nameAttachment } from '../attachment.ts'
import type { ApiDeps, AppContext } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountPlans(mount: Mount, deps: ApiDeps): void {
  mount(contract.listPlans, async ({ userId }) => ({ plans: await listPlans(deps, userId) }))
  mount(contract.generatePlan, ({ userId, body }) => generatePlan(deps, userId, body))
  mount(contract.getPlan, ({ userId, params }) => getPlan(deps, userId, params.id))
  mount(contract.approvePlan, ({ userId, params, body }) => approvePlan(deps, userId, params.id, body))
  mount(contract.changePlan, ({ userId, params, body }) => changePlan(deps, userId, params.id, body))
  mount(contract.undoPlan, ({ userId, params, body }) => undoPlan(deps, userId, params.id, body))
  mount(contract.repairPlan, ({ userId, params, body }) => repairStored(deps, userId, params.id, body))
  mount(contract.archivePlan, ({ userId, params }) => archivePlan(deps, userId, params.id))
  mount(contract.getPlanDiff, ({ userId, params }) => getPlanDiff(deps, userId, params.id))
  mount(contract.listPlanRevisions, ({ userId, params }) => listRevisions(deps, userId, params.id))
  mount(contract.getSchedule, ({ userId, query }) => getSchedule(deps, userId, query))
}

/** What becomes of an approved plan. */
export function mountPlanCourse(mount: Mount, deps: ApiDeps): void {
  mount(contract.getAdjustments, ({ userId }) => getAdjustments(deps, userId))
  mount(contract.acceptAdjustment, async ({ userId, body }) => {
    await acceptAdjustment(deps, userId, body)
    return getAdjustments(deps, userId)
  })
  mount(contract.declineAdjustment, async ({ userId, body }) => {
    await declineAdjustment(deps, userId, body)
    return getAdjustments(deps, userId)
  })
  mount(contract.revertAdjustment, async ({ userId, body }) => {
    await revertAdjustment(deps, userId, body)
    return getAdjustments(deps, userId)
  })
  mount(contract.getPlanDelivery, ({ userId, params }) => getDelivery(deps, userId, params.id))
  mount(contract.pushPlan, ({ userId, params, body }) => sendPlan(deps, userId, params.id, body.hash))
  mount(contract.stopPush, ({ userId, params }) => stopSending(deps, userId, params.id))
  mount(contract.restoreWorkout, ({ userId, params }) => restoreWorkout(deps, userId, params))
  mount(contract.getPlanAdherence, ({ userId, params }) => getAdherence(deps, userId, params.id))
  mount(contract.exportPlan, async ({ c, userId, params }) =>
    attach(c, await exportPlan(deps, userId, params.id, params.format)),
  )
  mount(contract.exportWorkout, async ({ c, userId, params }) => attach(c, await exportWorkout(deps, userId, params)))
  mount(contract.listWorkoutLosses, ({ userId, params }) => listLosses(deps, userId, params.id, params.key))
  mount(contract.getCalendarFeed, ({ userId }) => getCalendarFeed(deps, userId))
  mount(contract.openCalendarFeed, ({ userId }) => openCalendarFeed(deps, userId))
  mount(contract.closeCalendarFeed, ({ userId }) => closeCalendarFeed(deps, userId))
  mount(contract.readCalendarFeed, async ({ c, params }) =>
    c.body(await readFeed(deps, params.token.replace(/\.ics$/, '')), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      'Cache-Control': 'private, no-store',
    }),
  )
}

const attach = (c: AppContext, { name, type, bytes }: ExportedFile): Response =>
  c.body(new Uint8Array(bytes).buffer, 200, {
    'Content-Type': type,
    'Content-Disposition': nameAttachment(name),
    'Cache-Control': 'private, no-store',
  })
