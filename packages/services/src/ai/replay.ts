import { listKeptRuns } from '@rc/db/queries/ai-runs'
import {
  expandDraft,
  extractJson,
  openAvailability,
  PlanDraft,
  readDraft,
  repairPlan,
  rulesVersion,
  type PlanRequest,
} from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readInputs } from '../plans/read-inputs.ts'

/** What an answer that was kept would come to today. */
export interface Replayed {
  runId: string
  /** `no_json`, `no_draft` …: how far it gets; `ok`: as far as it was meant to. */
  outcome: string
  intent: string | null
  sessions: number
  left: number
  /** Rules that still block after repair. */
  blocked: string[]
  rulesVersion: string
}

/**
 * Every kept answer again through reading, expansion, rules and repair of this version, for the athlete of today; no
 * network, nothing is stored.
 */
export const replayAnswers = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number): Promise<Replayed[]> =>
  database.asReader(userId, async (tenant) => {
    const told = { availability: openAvailability }
    const { today, timeZone, basis, athlete, history } = await readInputs(tenant, now(), told, null)
    const runs = await listKeptRuns(tenant)
    return runs.map(({ runId, response }) => {
      const dates = [...response.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date).toSorted()
      const start = dates.find((date) => date <= today) ?? today
      return replay(runId, response, {
        id: '00000000-0000-4000-8000-000000000000',
        locale: 'ko',
        tz: timeZone,
        title: 'replay',
        goal: { kind: 'fitness', raceDate: null, targetS: null, note: null },
        start,
        weeks: null,
        basis,
        pool: null,
        // As if it were read on the day it was written.
        athlete: { ...athlete, today: start, otherPlans: [] },
        history,
      })
    })
  })

/** One answer, pure. */
export function replay(runId: string, response: string, request: PlanRequest): Replayed {
  const nothing = { runId, intent: null, sessions: 0, left: 0, blocked: [], rulesVersion }
  const found = extractJson(response, Object.keys(PlanDraft.shape))
  if (!found.ok) return { ...nothing, outcome: found.missing[0]! }
  const read = readDraft(found.value.value)
  if (!read.ok) return { ...nothing, outcome: read.missing[0]! }
  const { draft, left } = read.value
  const about = { ...nothing, intent: draft.intent, sessions: draft.sessions.length, left: left.length }
  if (draft.sessions.length === 0) return { ...about, outcome: 'ok' }
  const origin = { kind: 'manual', runId: null, model: null, promptVersion: null, rulesVersion } as const
  const expanded = expandDraft(draft.sessions, request, origin)
  if (!expanded.ok) return { ...about, outcome: expanded.missing[0]! }
  const { verdict } = repairPlan(expanded.value.plan, request.athlete, request.history)
  const blocked = verdict.findings.filter(({ severity }) => severity === 'block').map(({ id }) => id)
  return {
    ...about,
    outcome: blocked.length > 0 ? 'blocked' : 'ok',
    left: left.length + expanded.value.left.length,
    blocked: [...new Set(blocked)],
  }
}
