import type { InjuryArea, InjurySide } from '@rc/domain'
import { boolean, date, doublePrecision, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { owned } from './columns.ts'

export const journalDays = pgTable(
  'journal_days',
  {
    localDate: date({ mode: 'string' }).notNull(),
    feeling: smallint(),
    fatigue: smallint(),
    soreness: smallint(),
    mood: smallint(),
    stress: smallint(),
    pain: smallint(),
    isIll: boolean(),
    weightKg: doublePrecision(),
    notes: text(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.localDate] })],
)

export const injuries = pgTable(
  'injuries',
  {
    area: text().$type<InjuryArea>().notNull(),
    side: text().$type<InjurySide>().notNull(),
    startedOn: date({ mode: 'string' }).notNull(),
    endedOn: date({ mode: 'string' }),
    stopsRunning: boolean().notNull(),
    ...owned(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.startedOn, t.area, t.side] })],
)
