import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { fingerprintSchema } from './fingerprint.ts'

export const backupKinds = ['nightly', 'manual', 'migration'] as const
export type BackupKind = (typeof backupKinds)[number]

/** Grows when a backup of today could no longer be read by the code of yesterday. */
export const MANIFEST_FORMAT = 1

const file = z.object({ bytes: z.int(), sha256: z.string() })

/** What lies in a backup, all of it seen in one snapshot of the database. */
export const manifestSchema = z.object({
  format: z.literal(MANIFEST_FORMAT),
  kind: z.enum(backupKinds),
  createdAt: z.iso.datetime(),
  /** Newest migration. */
  schema: z.string(),
  versions: z.object({ postgres: z.int(), timescaledb: z.string(), vector: z.string() }),
  databaseBytes: z.int(),
  /** Roles that own something or have rights; no dump contains them. */
  roles: z.array(z.string()),
  fingerprint: fingerprintSchema,
  files: z.object({ 'rc.dump': file, 'raw.sha256': file }),
  /** Original files, and those that were already gone or damaged when the backup was made. */
  raw: z.object({ count: z.int(), bytes: z.int(), lost: z.array(z.string()) }),
  /** Whose seal it bears. */
  keyId: z.string(),
})
export type Manifest = z.infer<typeof manifestSchema>

/** Names the key without giving it away. */
export const keyIdOf = (key: string): string => createHash('sha256').update(`id ${key}`).digest('hex').slice(0, 8)

/** What only an appliance that has the key could have written beside these bytes. */
export const sealOf = (manifest: Uint8Array, key: string): string =>
  createHmac('sha256', key).update(manifest).digest('hex')

export function isSealed(manifest: Uint8Array, seal: string, key: string): boolean {
  const [given, expected] = [Buffer.from(seal.trim()), Buffer.from(sealOf(manifest, key))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}
