import { z } from 'zod'
import { instant, json, route } from './route.ts'

export const statusLevels = ['good', 'warn', 'bad'] as const
export const statusParts = ['database', 'queue', 'jobs', 'disk', 'backup', 'proof', 'offsite', 'versions'] as const
export const statusCodes = [
  'database_ok',
  'database_unreachable',
  'database_schema_differs',
  'queue_ok',
  'queue_unreachable',
  'queue_evicts',
  'queue_filling',
  'jobs_ok',
  'jobs_failed',
  'jobs_late',
  'disk_ok',
  'disk_filling',
  'disk_nearly_full',
  'disk_unreachable',
  'backup_ok',
  'backup_expected',
  'backup_failed',
  'backup_old',
  'proof_ok',
  'proof_expected',
  'proof_failed',
  'proof_old',
  'offsite_ok',
  'offsite_off',
  'offsite_expected',
  'offsite_failed',
  'offsite_old',
  'versions_ok',
] as const

/** One part of the appliance: how it is, in a code that the page turns into a sentence and what to do. */
export const StatusCheck = z
  .object({
    part: z.enum(statusParts),
    level: z.enum(statusLevels),
    code: z.enum(statusCodes),
    /** What the sentence speaks of: bytes, counts, times, versions; null is unknown. */
    facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  })
  .meta({ id: 'StatusCheck' })
export type StatusCheck = z.infer<typeof StatusCheck>

export const ApplianceStatus = z
  .object({
    /** The worst of all parts. */
    level: z.enum(statusLevels),
    checkedAt: instant,
    checks: z.array(StatusCheck),
  })
  .meta({ id: 'ApplianceStatus' })
export type ApplianceStatus = z.infer<typeof ApplianceStatus>

export const getStatus = route({
  method: 'get',
  path: '/status',
  summary: 'Whether all is well with the appliance: stores, work, disk, backups and their proof, versions',
  responses: { 200: json(ApplianceStatus) },
})
