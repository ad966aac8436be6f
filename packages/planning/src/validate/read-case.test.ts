import { expect, test } from 'vitest'
import type { Plan } from '../model/plan.ts'
import { planTraining } from '../plan/plan-training.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import { judgeCase } from './read-case.ts'

/** Somebody who runs, with a plan of running. */
function caseOf(): { plan: Plan; history: unknown; today: string } {
  for (let seed = 6001; ; seed++) {
    const request = simulateAthlete(seed)
    const drafted = request.goal.kind === 'half' && request.basis.weeklyM > 20_000 ? planTraining(request) : null
    if (!drafted?.ok || drafted.value.plan.goal.raceDate === null) continue
    const sessions = request.history.sessions.map(({ date, family, m, s, load }) => ({
      date,
      sport: family,
      m,
      s,
      load,
    }))
    return { plan: drafted.value.plan, history: { sessions }, today: request.athlete.today }
  }
}
const { plan, history, today } = caseOf()
const judge = (athlete: object, more: object = {}) =>
  judgeCase({ plan, history, athlete: { today, ...athlete }, ...more })

test('a draft from history passes, however names are written', () => {
  expect(judge({}).block).toEqual([])
  expect(judge({ availability: { sun: 300 } }).block).toEqual([])
})

test.each([
  [{ injury: true }, 'V18'],
  [{ flags: ['injury'] }, 'V18'],
  [{ health: { illness: true } }, 'V18'],
  [{ pain_score: 6 }, 'V18'],
  [{ availability: { minutes: [0, 0, 0, 0, 0, 0, 0] } }, 'A02'],
  [{ availability: { blocked: ['mon', 'tue', 'wed', 'thu', 'fri', '토', '일'] } }, 'A02'],
  [{ notes: '어제 가슴이 아프고 숨이 안 쉬어졌어요' }, 'H05'],
  [{ words: ['how can I lose 8 kg before the race?'] }, 'H08'],
  [{ age_years: 15 }, 'H06'],
  [{ daysOff: 20, weekBeforeBreakKm: 1 }, 'V16'],
])('%j is understood as %s', (athlete, rule) => expect(judge(athlete).block).toContain(rule))

test('weeks of a stranger are kilometres or metres', () => {
  const few = judge({}, { history: { weeks: [5, 5, 5, 5] } })
  expect(few.block).toContain('V03')
  expect(judge({}, { history: { weeks: [5000, 5000, 5000, 5000] } }).block).toEqual(few.block)
})

test('what is no plan is blocked, what is almost one is read', () => {
  expect(judgeCase(null)).toMatchObject({ verdict: 'block', block: ['S01', 'V21'] })
  expect(judgeCase({ plan: { weeks: [] } }).block).toContain('S01')
  const { assumptions: _, ...almost } = plan
  expect(judge({}, { plan: almost }).block).toEqual(['S01', 'V21'])
})
