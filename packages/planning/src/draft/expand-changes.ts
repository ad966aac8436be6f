import { isLocalDate, type LocalDate } from '@rc/domain'
import { workoutsOf, type Plan } from '../model/plan.ts'
import type { PlanOperation } from '../revise/apply-operations.ts'
import { leftOut, type DraftChange, type Left } from './draft.ts'
import { makeSession } from './make-session.ts'

export interface ExpandedChanges {
  operations: PlanOperation[]
  left: Left[]
}

/**
 * The typed operations of what was said to change, on this revision and from today on. What names a workout that is not
 * there, one that is locked or one that is past is left out and told: it never takes the rest with it.
 */
export function expandChanges(
  changes: readonly DraftChange[],
  base: Plan,
  { today, knownSources = [] }: { today: LocalDate; knownSources?: readonly string[] },
): ExpandedChanges {
  const left: Left[] = []
  const standing = new Map(workoutsOf(base).map((workout) => [workout.key, workout]))
  const gone = new Set<string>()
  const operations = changes.flatMap((change, i): PlanOperation[] => {
    const at = `changes.${i}`
    const refuse = (reason: Left['reason'], said: unknown): PlanOperation[] => {
      left.push(leftOut(at, reason, said))
      return []
    }
    const dayTrouble = (date: string | null): Left['reason'] | null =>
      date === null || !isLocalDate(date)
        ? 'bad_date'
        : date < today
          ? 'past'
          : date < base.start || date > base.end
            ? 'outside_plan'
            : null
    if (change.op === 'add') {
      const trouble = dayTrouble(change.date)
      if (trouble !== null) return refuse(trouble, change.date)
      const { template, date, km, min, reps, note } = change
      if (template === 'rest' || template === null) return refuse('unknown_template', template)
      let key = `${date}-${template}`
      for (let n = 2; standing.has(key); n++) key = `${date}-${template}-${n}`
      const said = { date: date!, template, km, min, reps, note, sources: [] }
      const made = makeSession(said, key, at, { ...base, pool: null, knownSources }, left)
      if (made === null) return []
      standing.set(made.key, made)
      return [{ op: 'add', workout: made }]
    }
    const found = change.key === null || gone.has(change.key) ? undefined : standing.get(change.key)
    if (found === undefined) return refuse('no_such_workout', change.key)
    if (found.date < today) return refuse('past', found.date)
    if (found.type === 'race') return refuse('race_day', found.key)
    if (found.lock === 'all' || (found.lock === 'date' && change.op === 'move')) return refuse('locked', found.key)
    const { key } = found
    switch (change.op) {
      case 'move': {
        const trouble = dayTrouble(change.date)
        return trouble === null ? [{ op: 'move', key, toDate: change.date! }] : refuse(trouble, change.date)
      }
      case 'skip':
        gone.add(key)
        return [{ op: 'skip', key }]
      case 'scale': {
        const { factor } = change
        return factor !== null && factor >= 0.2 && factor < 1
          ? [{ op: 'scale', key, factor }]
          : refuse('size_out_of_range', factor)
      }
      case 'replace': {
        const { template, km, min, reps } = change
        if (template === 'rest') {
          gone.add(key)
          return [{ op: 'skip', key }]
        }
        const said = { date: found.date, template: template!, km, min, reps, note: null, sources: [] }
        if (makeSession(said, key, at, { ...base, pool: found.pool, knownSources }, left) === null) return []
        return [{ op: 'replace', key, template: template!, km, min, reps }]
      }
    }
  })
  return { operations, left }
}
