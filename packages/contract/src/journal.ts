import { z } from 'zod'
import { dayRange, idParam, instant, json, localDate, route } from './route.ts'

/** 1–5. Of feeling and mood 5 is best; of fatigue, soreness and stress 5 is worst. */
const five = z.int().min(1).max(5).nullable()
const pain = z.int().min(0).max(10).nullable()
const notes = z.string().max(4_000).nullable()

const dayEntry = {
  feeling: five,
  fatigue: five,
  soreness: five,
  mood: five,
  stress: five,
  pain,
  /** Fever or an illness; null: not said. */
  isIll: z.boolean().nullable(),
  weightKg: z.number().min(20).max(400).nullable(),
  notes,
}
const activityEntry = {
  /** Foster CR-10. */
  rpe: z.number().min(0).max(10).nullable(),
  feeling: five,
  pain,
  notes,
}

export const JournalDay = z.object({ localDate, ...dayEntry, updatedAt: instant.nullable() }).meta({ id: 'JournalDay' })
export type JournalDay = z.infer<typeof JournalDay>

export const ActivityJournal = z.object({ activityId: z.int(), ...activityEntry }).meta({ id: 'ActivityJournal' })
export type ActivityJournal = z.infer<typeof ActivityJournal>

export const getJournal = route({
  method: 'get',
  path: '/journal',
  summary: 'What the athlete wrote, day by day; days without a word are left out',
  request: { query: dayRange },
  responses: { 200: json(z.object({ days: z.array(JournalDay) })) },
})

export const putJournalDay = route({
  method: 'put',
  path: '/journal/{date}',
  summary: 'Write one day. Absent fields stay, null takes a word back',
  request: { params: z.object({ date: localDate }), body: json(z.object(dayEntry).partial()) },
  responses: { 200: json(JournalDay) },
})

export const getActivityJournal = route({
  method: 'get',
  path: '/activities/{id}/journal',
  request: { params: idParam },
  responses: { 200: json(ActivityJournal) },
})

export const putActivityJournal = route({
  method: 'put',
  path: '/activities/{id}/journal',
  summary: 'How an activity felt. Absent fields stay; a changed RPE recomputes what depends on it',
  request: { params: idParam, body: json(z.object(activityEntry).partial()) },
  responses: { 200: json(ActivityJournal) },
})
