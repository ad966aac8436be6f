import { z } from 'zod'
import { json, route } from './route.ts'

export const exportMe = route({
  method: 'get',
  path: '/me/export',
  scope: 'session',
  summary:
    'Everything of the athlete as one ZIP: original files, every table as CSV and JSON lines, a README and a manifest. Importing it brings the same rows back',
  responses: { 200: { description: 'ZIP', content: { 'application/zip': { schema: z.any() } } } },
})

/** What was removed with an account. */
export const RemovalReceipt = z
  .object({
    login: z.string(),
    removedAt: z.iso.datetime(),
    /** Rows by table, those without any left out. */
    rows: z.record(z.string(), z.int()),
    /** Original files and their bytes; those that another athlete of the house has as well stay theirs. */
    files: z.int(),
    bytes: z.number(),
    filesShared: z.int(),
    /** No account is left: the appliance waits for its first one again. */
    firstRun: z.boolean(),
  })
  .meta({ id: 'RemovalReceipt' })
export type RemovalReceipt = z.infer<typeof RemovalReceipt>

export const removeMe = route({
  method: 'delete',
  path: '/me',
  scope: 'session',
  summary:
    'End the account: everything of the athlete is removed, down to the raw bytes. Backups keep it until they expire',
  request: { body: json(z.object({ password: z.string().max(256) })) },
  responses: { 200: json(RemovalReceipt) },
})
