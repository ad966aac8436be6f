import { customType, integer, timestamp } from 'drizzle-orm/pg-core'

/** `user_id`, `created_at`, `updated_at`: what every table carries. */
export const owned = () => ({
  userId: integer().notNull(),
  createdAt: instant().notNull().defaultNow(),
  updatedAt: instant().notNull().defaultNow(),
})

export const instant = () => timestamp({ withTimezone: true, mode: 'date' })

export const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
