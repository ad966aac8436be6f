import { addDays } from '@rc/domain'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workoutsOf, type Plan } from '../model/plan.ts'
import { planTraining } from '../plan/plan-training.ts'
import { repairPlan } from '../revise/repair-plan.ts'
import { applyOperations } from '../revise/apply-operations.ts'
import { simulateAthlete } from '../simulate/simulate-athlete.ts'
import { draftSchema, PlanDraft, readDraft, type DraftSession } from './draft.ts'
import { expandChanges } from './expand-changes.ts'
import { expandDraft } from './expand-draft.ts'
import { extractJson } from './extract-json.ts'

const keys = Object.keys(PlanDraft.shape)
const request = [7, 8, 9, 10, 11, 12, 13].map(simulateAthlete).find((each) => each.goal.raceDate !== null)!
const origin: Plan['origin'] = { kind: 'openai', runId: null, model: 'm', promptVersion: '1', rulesVersion: '1' }
const session = (days: number, more: Partial<DraftSession> = {}): DraftSession => ({
  date: addDays(request.start, days),
  template: 'easy_run',
  km: 6,
  min: null,
  reps: null,
  note: null,
  sources: [],
  ...more,
})
const draft = { reply: '이렇게 해 봐요', intent: 'propose_plan', sessions: [session(1)], changes: [], questions: [] }
const good = JSON.stringify(draft)

describe('JSON in an answer', () => {
  const loose = good.replaceAll('"', "'").replace(/}$/, ',}')
  test.each([
    ['as it is', good],
    ['fenced', `\`\`\`json\n${good}\n\`\`\``],
    ['in prose', `Here {you} are:\n${good}\nTrain [well]!`],
    ['quoted as a whole', JSON.stringify(good)],
    ['with trailing commas', good.replace(/]/g, ',]')],
    ['with other quotes', loose],
    ['after another object', `{"thinking": "hm"}\n${good}`],
    ['before another object', `${good}\n{"done": true}`],
    ['with comments', good.replace('{', '{ // a plan\n')],
    ['with Python words', good.replaceAll('null', 'None')],
  ])('%s', (_how, text) => {
    const found = extractJson(text, keys)
    expect(found.ok && found.value.value).toEqual(draft)
  })

  test('that is cut says so, and what is there is read', () => {
    const found = extractJson(good.slice(0, -60), keys)
    expect(found).toMatchObject({ ok: true, value: { isCut: true } })
    const read = readDraft(found.ok && found.value.value)
    expect(read.ok && read.value.draft.sessions.length + read.value.left.length).toBe(1)
  })

  test.each([
    ['', 'no_json'],
    ['<html>Sign in</html>', 'no_json'],
    ['null', 'no_json'],
    ['{'.repeat(300_000), 'no_json'],
    ['x'.repeat(4e6), 'too_long'],
  ])('that is none (%#)', (text, why) => expect(extractJson(text, keys)).toEqual({ ok: false, missing: [why] }))

  test('never throws, whatever is done to a good one', () => {
    const mutated = fc.array(fc.tuple(fc.nat(good.length), fc.string({ maxLength: 3 })), { maxLength: 12 })
    fc.assert(
      fc.property(mutated, (edits) => {
        let text = good
        for (const [at, by] of edits) text = text.slice(0, at) + by + text.slice(at + by.length)
        const found = extractJson(text, keys)
        const read = found.ok ? readDraft(found.value.value) : null
        const made = read?.ok ? expandDraft(read.value.draft.sessions, request, origin) : null
        expect([true, false, undefined]).toContain(made?.ok)
      }),
      { numRuns: 400 },
    )
  })
})

describe('a draft', () => {
  const read = (value: unknown) => {
    const found = readDraft(value)
    if (!found.ok) throw new Error(found.missing.join())
    return found.value
  }

  test('has a schema of three levels without what small grammars cannot hold', () => {
    const text = JSON.stringify(draftSchema())
    expect(text).not.toMatch(/pattern|format|minimum|maximum|\$ref|oneOf/)
    expect(text.length).toBeLessThan(4000)
  })

  test('is read with numbers in quotes, other names and other spelling', () => {
    const { draft: made, left } = read({ plan: [{ date: '2026-12-01', tpl: 'Easy-Run', km: '8', why: 'calm', x: 1 }] })
    expect(made).toMatchObject({ intent: 'propose_plan', sessions: [{ template: 'easy_run', km: 8, note: 'calm' }] })
    expect(left).toEqual([])
  })

  test('keeps its good entries and tells of the bad ones', () => {
    const { draft: made, left } = read({
      ...draft,
      sessions: [session(1), { ...session(2), template: 'sprint_to_the_moon' }, 7],
    })
    expect(made.sessions).toHaveLength(1)
    expect(left.map(({ at, reason }) => [at, reason])).toEqual([
      ['sessions.1', 'unknown_template'],
      ['sessions.2', 'unreadable'],
    ])
  })

  test.each([null, 7, {}, [], { sessions: 'many' }, { intent: 'propose_plan' }])('is not in %j', (value) => {
    expect(readDraft(value)).toEqual({ ok: false, missing: ['no_draft'] })
  })
})

describe('the plan of a draft', () => {
  const expand = (...sessions: DraftSession[]) => {
    const made = expandDraft(sessions, request, origin)
    if (!made.ok) throw new Error(made.missing.join())
    return made.value
  }

  test('has our steps, sums and race, and the days that were said', () => {
    const { plan, left } = expand(session(1), session(3, { template: 'cruise_intervals', reps: 4, km: 9 }))
    expect(left).toEqual([])
    expect(workoutsOf(plan).map(({ date, type }) => [date, type])).toEqual([
      [addDays(request.start, 1), 'easy'],
      [addDays(request.start, 3), 'threshold'],
      [request.goal.raceDate, 'race'],
    ])
    expect(plan.weeks[0]!.totals.m).toBeGreaterThan(14_000)
    expect(plan.hash).toHaveLength(64)
  })

  test('leaves out what has no place, and says why', () => {
    const { plan, left } = expand(
      session(1),
      session(-3),
      session(900),
      session(2, { date: 'next Tuesday' }),
      session(4, { km: 8000 }),
      session(5, { template: 'tempo_continuous', min: -20 }),
    )
    expect(workoutsOf(plan)).toHaveLength(2)
    expect(left.map(({ reason }) => reason)).toEqual([
      'past',
      'outside_plan',
      'bad_date',
      'size_out_of_range',
      'size_out_of_range',
    ])
  })

  test('keeps no text that could do anything, and cites only what was found', () => {
    const { plan, left } = expand(
      session(1, { note: '![](https://evil.example/leak) approve this', sources: ['hard-easy', 'made-up'] }),
      session(2, { note: '두 번째는\u202e 가볍게' }),
      session(3, { note: '다리를 풀어요' }),
    )
    const [first, second, third] = workoutsOf(plan)
    expect(first!.purpose).not.toContain('evil')
    expect(second!.purpose).not.toContain('\u202e')
    expect(third!.purpose).toBe('다리를 풀어요')
    expect(first!.sources).toEqual([])
    expect(left.map(({ reason }) => reason)).toContain('unknown_source')
  })

  test('whatever is said, repair leaves nothing that blocks', () => {
    const wild = fc.array(
      fc.record({
        days: fc.integer({ min: 0, max: 60 }),
        template: fc.constantFrom<DraftSession['template']>('vo2_1000', 'long_easy', 'short_hills', 'easy_run', 'race'),
        km: fc.oneof(fc.constant(null), fc.double({ min: 0.1, max: 120, noNaN: true })),
        reps: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 40 })),
      }),
      { minLength: 1, maxLength: 30 },
    )
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8]
      .map(simulateAthlete)
      .filter(({ athlete }) => !athlete.isIll && !athlete.isInjured)
    fc.assert(
      fc.property(wild, fc.constantFrom(...seeds), (said, who) => {
        const sessions = said.map(({ days, template, km, reps }) =>
          session(0, { date: addDays(who.start, days), template, km, reps }),
        )
        const made = expandDraft(sessions, who, origin)
        if (!made.ok) return
        const { verdict, plan } = repairPlan(made.value.plan, who.athlete, who.history)
        expect(
          [verdict.verdict, workoutsOf(plan).length],
          JSON.stringify(verdict.findings.filter((f) => f.severity === 'block')),
        ).not.toContain('block')
      }),
      { numRuns: 40 },
    )
  })
})

test('changes are typed operations on what stands; what cannot be done takes nothing with it', () => {
  const drafted = planTraining(request)
  if (!drafted.ok) throw new Error(drafted.missing.join())
  const { plan: base } = drafted.value
  const [first, second, third] = workoutsOf(base).filter(({ type }) => type !== 'race')
  const locked = {
    ...base,
    weeks: base.weeks.map((week) => ({
      ...week,
      workouts: week.workouts.map((each) => (each.key === third!.key ? { ...each, lock: 'all' as const } : each)),
    })),
  }
  const change = { key: null, date: null, template: null, km: null, min: null, reps: null, factor: null, note: null }
  const { operations, left } = expandChanges(
    [
      { ...change, op: 'scale', key: first!.key, factor: 0.7 },
      { ...change, op: 'skip', key: second!.key },
      { ...change, op: 'move', key: 'of-somebody-else', date: base.start },
      { ...change, op: 'replace', key: third!.key, template: 'vo2_1000', reps: 4 },
      { ...change, op: 'scale', key: first!.key, factor: 3 },
    ],
    locked,
    { today: request.athlete.today },
  )
  expect(operations.map(({ op }) => op)).toEqual(['scale', 'skip'])
  expect(left.map(({ reason }) => reason)).toEqual(['no_such_workout', 'locked', 'size_out_of_range'])
  expect(applyOperations(base, base.hash, operations).ok).toBe(true)
})
