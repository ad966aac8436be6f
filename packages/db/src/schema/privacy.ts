import { doublePrecision, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { owned } from './columns.ts'

export const privacyZones = pgTable(
  'privacy_zones',
  {
    name: text().notNull(),
    latDeg: doublePrecision().notNull(),
    lonDeg: doublePrecision().notNull(),
    radiusM: integer().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.name] })],
)
