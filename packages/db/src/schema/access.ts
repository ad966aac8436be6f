import { bigint, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { bytea, instant, owned } from './columns.ts'

export const knownDevices = pgTable('known_devices', {
  tokenSha256: bytea().primaryKey(),
  lastSeenAt: instant().notNull().defaultNow(),
  ...owned(),
})

export const twoStep = pgTable('two_step', {
  secretSealed: bytea().notNull(),
  confirmedAt: instant(),
  lastStep: bigint({ mode: 'number' }).notNull().default(0),
  ...owned(),
})

export const recoveryCodes = pgTable('recovery_codes', {
  codeSha256: bytea().notNull(),
  usedAt: instant(),
  ...owned(),
})

export const apiTokens = pgTable('api_tokens', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  tokenSha256: bytea().notNull(),
  scopes: text().array().$type<('read' | 'write' | 'import')[]>().notNull(),
  expiresAt: instant().notNull(),
  lastUsedAt: instant(),
  ...owned(),
})

export const invitations = pgTable('invitations', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  codeSha256: bytea().notNull(),
  expiresAt: instant().notNull(),
  acceptedAt: instant(),
  ...owned(),
})
