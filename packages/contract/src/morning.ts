import { alertDomains, alertLevels, alertRuleIds } from '@rc/domain'
import { z } from 'zod'
import { dayRange, instant, json, localDate, route } from './route.ts'
import { ReadinessDay } from './recovery.ts'

const ruleId = z.enum(alertRuleIds)
const domain = z.enum(alertDomains)
const level = z.enum(alertLevels)

export const MorningFlag = z
  .object({
    rule: ruleId,
    /** Stable; texts are keyed by it. */
    name: z.string(),
    domain,
    version: z.int(),
    points: z.int(),
  })
  .meta({ id: 'MorningFlag' })

export const MorningCheck = z
  .object({
    localDate,
    level,
    /** Of the check before this one; null: there was none. */
    previousLevel: level.nullable(),
    flags: z.array(MorningFlag),
    /** Rules whose facts were not known. */
    unknown: z.array(ruleId),
    muted: z.array(ruleId),
    /** What the rules looked at. */
    facts: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
    readiness: ReadinessDay,
    /** In how many domains there are signs of poor recovery. */
    domains: z.int(),
    /** The note in the athlete's language, a title and its lines; the same that is sent. */
    note: z.object({ title: z.string(), lines: z.array(z.string()) }),
    checkedAt: instant,
    /** Above 1 where late data changed the check: "updated". */
    revision: z.int(),
  })
  .meta({ id: 'MorningCheck' })
export type MorningCheck = z.infer<typeof MorningCheck>

export const getMorningToday = route({
  method: 'get',
  path: '/morning/today',
  summary: 'The check of this morning; null before its time',
  responses: { 200: json(z.object({ today: localDate, morningAt: z.string(), check: MorningCheck.nullable() })) },
})

export const listMornings = route({
  method: 'get',
  path: '/morning',
  request: { query: dayRange },
  responses: {
    200: json(
      z.object({
        days: z.array(MorningCheck.pick({ localDate: true, level: true, flags: true, domains: true, revision: true })),
      }),
    ),
  },
})

export const runMorning = route({
  method: 'post',
  path: '/morning/run',
  summary: 'Look at this morning now; nothing is sent',
  responses: { 200: json(MorningCheck) },
})

export const AlertRuleView = z
  .object({
    id: ruleId,
    name: z.string(),
    domain,
    version: z.int(),
    evidence: z.enum(['A', 'B', 'C', 'D']),
    source: z.string(),
    isMuted: z.boolean(),
    /** The last day on which it stays silent; null: until it is unmuted. */
    mutedUntil: localDate.nullable(),
    /** The health gate cannot be muted. */
    canMute: z.boolean(),
  })
  .meta({ id: 'AlertRule' })
export type AlertRuleView = z.infer<typeof AlertRuleView>

const rules = json(z.object({ rules: z.array(AlertRuleView) }))

export const listAlertRules = route({
  method: 'get',
  path: '/morning/rules',
  responses: { 200: rules },
})

export const muteAlertRule = route({
  method: 'put',
  path: '/morning/rules/{rule}',
  request: {
    params: z.object({ rule: ruleId }),
    body: json(z.object({ isMuted: z.boolean(), until: localDate.nullable().default(null) })),
  },
  responses: { 200: rules },
})
