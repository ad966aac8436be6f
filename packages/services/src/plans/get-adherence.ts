import { listResults, type ResultRow } from '@rc/db/queries/plan-results'
import { colourOf, type SessionScore, type SkipReason, type StepDone } from '@rc/planning'
import type { Deps } from '../deps.ts'
import { readStanding } from './read-plan.ts'

/** Planned against done, session by session and week by week, as far as days have passed. */
export const getAdherence = ({ database }: Pick<Deps, 'database'>, userId: number, planId: string) =>
  database.asUser(userId, async (tenant) => {
    await readStanding(tenant, planId)
    const rows = await listResults(tenant, planId)
    return { sessions: rows.map(present), weeks: weeksOf(rows) }
  })

const present = (row: ResultRow) => ({
  key: row.key,
  localDate: row.localDate,
  week: row.week,
  state: row.state,
  skipReason: row.skipReason as SkipReason | null,
  activityId: row.activityId,
  method: row.method as SessionScore['method'] | null,
  version: row.version,
  compliancePct: row.compliancePct,
  colour: row.compliancePct === null ? null : colourOf(row.compliancePct),
  sizeShare: row.sizeShare,
  onTargetShare: row.onTargetShare,
  plannedLoad: row.plannedLoad,
  doneLoad: row.doneLoad,
  steps: row.steps as StepDone[],
})

/** A missed session counts as 0 %, one left out on purpose not at all; one whose size nobody knows is not judged. */
function weeksOf(rows: ResultRow[]) {
  const weeks = Map.groupBy(
    rows.filter(({ state }) => state !== 'skipped'),
    ({ week }) => week,
  )
  return [...weeks].map(([index, week]) => {
    const scores = week.flatMap(({ state, compliancePct }) =>
      state === 'missed' ? [0] : compliancePct === null ? [] : [compliancePct],
    )
    const sum = (value: (row: ResultRow) => number) => week.reduce((total, row) => total + value(row), 0)
    const compliancePct = scores.length === 0 ? null : Math.round(scores.reduce((a, b) => a + b, 0) / scores.length)
    return {
      index,
      planned: week.length,
      done: week.filter(({ state }) => state === 'done').length,
      plannedLoad: sum(({ plannedLoad }) => plannedLoad),
      doneLoad: sum(({ doneLoad }) => doneLoad ?? 0),
      compliancePct,
      colour: compliancePct === null ? null : colourOf(compliancePct),
    }
  })
}
