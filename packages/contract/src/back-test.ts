import { alertDomains, alertLevels, alertRuleIds } from '@rc/domain'
import { z } from 'zod'
import { dayRange, json, localDate, route } from './route.ts'

export const Setback = z
  .object({ kind: z.enum(['illness', 'pain']), from: localDate, to: localDate })
  .meta({ id: 'Setback', description: 'Days on which the athlete wrote of an illness, or of pain of 4 of 10 and more' })

export const BackTestSignal = z
  .object({
    /** A rule (A1 … W1), or a level and all above it. */
    id: z.enum([...alertRuleIds, ...alertLevels]),
    kind: z.enum(['level', 'rule']),
    /** Of a rule; texts are keyed by the name. */
    rule: z
      .object({
        name: z.string(),
        domain: z.enum(alertDomains),
        version: z.int(),
        evidence: z.enum(['A', 'B', 'C', 'D']),
        source: z.string(),
      })
      .nullable(),
    /** Mornings on which it had what it looks at, and on which it was up. */
    lookedDays: z.int(),
    firedDays: z.int(),
    /** Mornings in a row on which it was up; `setback` is an index, null a false alarm. */
    episodes: z.array(z.object({ from: localDate, to: localDate, setback: z.int().nullable() })),
    outcomes: z.array(
      z.object({
        setback: z.int(),
        firstOn: localDate.nullable(),
        /** After the setback began; negative: before it was felt. */
        afterDays: z.int().nullable(),
        /** Up within three days of its beginning. */
        isHit: z.boolean(),
      }),
    ),
    hits: z.int(),
    misses: z.int(),
    falseAlarms: z.int(),
    falseAlarmsPerMonth: z.number().nullable(),
  })
  .meta({ id: 'BackTestSignal' })
export type BackTestSignal = z.infer<typeof BackTestSignal>

export const BackTest = z
  .object({
    from: localDate,
    to: localDate,
    mornings: z.int(),
    setbacks: z.array(Setback),
    signals: z.array(BackTestSignal),
  })
  .meta({ id: 'BackTest' })
export type BackTest = z.infer<typeof BackTest>

export const getBackTest = route({
  method: 'get',
  path: '/morning/back-test',
  summary: 'The morning check replayed over the athlete’s own past, against the setbacks of their journal',
  request: { query: dayRange },
  responses: { 200: json(BackTest) },
})
