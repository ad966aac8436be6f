import { expect, test } from 'vitest'
import { decideWorkout, type Facing } from './decide-workout.ts'

const wanted = { date: '2026-12-01', hash: 'h1', held: [] }
const copy = { id: '7', description: '', stamp: 's1' }
const placed = (scheduleId: string, date: string, workoutId = '7') => ({ scheduleId, workoutId, date })
const known = {
  state: 'sent' as const,
  vendorWorkoutId: '7',
  vendorScheduleId: '70',
  localDate: '2026-12-01',
  contentHash: 'h1',
  vendorStamp: 's1',
}
const facing: Facing = {
  wanted,
  known,
  copies: [copy],
  placed: [placed('70', '2026-12-01')],
  actualHash: null,
  intents: [],
}
const decide = (change: Partial<Facing>) => decideWorkout({ ...facing, ...change })
const begun = (action: 'create' | 'schedule' | 'delete', localDate: string | null = null) => ({
  action,
  localDate,
  state: 'begun' as const,
})

test('nothing known and nothing there: created and placed; as it should be: left alone', () => {
  expect(decide({ known: null, copies: [], placed: [] }).actions).toEqual([
    { do: 'create' },
    { do: 'schedule', workoutId: null, date: '2026-12-01' },
  ])
  expect(decide({})).toMatchObject({ actions: [], outcome: { state: 'sent', vendorScheduleId: '70' } })
})

test('an answer that was lost is found at the vendor: never sent twice, doubles of it removed', () => {
  expect(decide({ known: null, actualHash: 'h1', placed: [], intents: [begun('create')] }).actions).toEqual([
    { do: 'schedule', workoutId: '7', date: '2026-12-01' },
  ])
  const twice = {
    known: null,
    actualHash: 'h1',
    copies: [copy, { ...copy, id: '8' }],
    placed: [placed('80', '2026-12-01', '8')],
  }
  expect(decide({ ...twice, intents: [begun('create')] }).actions).toEqual([
    { do: 'schedule', workoutId: '7', date: '2026-12-01' },
    { do: 'unschedule', scheduleId: '80' },
    { do: 'delete', workoutId: '8' },
  ])
  const placedTwice = {
    placed: [placed('70', '2026-12-01'), placed('71', '2026-12-01')],
    intents: [begun('schedule', '2026-12-01')],
  }
  expect(decide(placedTwice).actions).toEqual([{ do: 'unschedule', scheduleId: '71' }])
})

test('the plan moves, changes or drops it: the watch follows', () => {
  expect(decide({ wanted: { ...wanted, date: '2026-12-03' } }).actions).toEqual([
    { do: 'schedule', workoutId: '7', date: '2026-12-03' },
    { do: 'unschedule', scheduleId: '70' },
  ])
  expect(decide({ wanted: { ...wanted, hash: 'h2' } }).actions).toEqual([{ do: 'update', workoutId: '7' }])
  expect(decide({ wanted: null })).toEqual({
    actions: [
      { do: 'unschedule', scheduleId: '70' },
      { do: 'delete', workoutId: '7' },
    ],
    outcome: null,
  })
})

test('what the athlete did on the watch is not undone by itself, until the plan says something newer', () => {
  const moved = { placed: [placed('70', '2026-12-05')] }
  expect(decide(moved)).toMatchObject({ actions: [], outcome: { state: 'moved_outside', outsideDate: '2026-12-05' } })
  expect(decide({ ...moved, wanted: { ...wanted, date: '2026-12-05' } })).toMatchObject({
    actions: [],
    outcome: { state: 'sent' },
  })
  expect(decide({ ...moved, wanted: { ...wanted, date: '2026-12-06' } }).actions).toEqual([
    { do: 'schedule', workoutId: '7', date: '2026-12-06' },
    { do: 'unschedule', scheduleId: '70' },
  ])
  expect(decide({ copies: [], placed: [] })).toMatchObject({ actions: [], outcome: { state: 'deleted_outside' } })
  expect(decide({ placed: [] })).toMatchObject({ actions: [], outcome: { state: 'deleted_outside' } })
  expect(decide({ actualHash: 'other' })).toMatchObject({ actions: [], outcome: { state: 'changed_outside' } })
  expect(decide({ actualHash: 'other', wanted: { ...wanted, hash: 'h2' } }).actions).toEqual([
    { do: 'update', workoutId: '7' },
  ])
})

test('a copy and a second day that the athlete made are theirs', () => {
  const more = { copies: [copy, { ...copy, id: '9' }], placed: [...facing.placed, placed('90', '2026-12-08')] }
  expect(decide(more).actions).toEqual([])
})

test('a rule in the way stops what would be sent, never what is taken away', () => {
  const held = { ...wanted, held: ['V18'] }
  expect(decide({ wanted: held, known: null, copies: [], placed: [] })).toMatchObject({
    actions: [],
    outcome: { state: 'held' },
  })
  expect(decide({ wanted: { ...held, hash: 'h2' } }).actions).toEqual([])
})

test('whatever is seen: done once, nothing is left to do', () => {
  for (let seed = 0; seed < 3000; seed++) {
    const pick = <T>(by: number, ...of: T[]): T => of[Math.floor(seed / by) % of.length]!
    const start: Facing = {
      wanted: pick<Facing['wanted']>(1, wanted, { ...wanted, date: '2026-12-04' }, { ...wanted, hash: 'h2' }, null),
      known: pick<Facing['known']>(4, null, known, {
        ...known,
        vendorScheduleId: null,
        localDate: null,
        contentHash: null,
      }),
      copies: pick<Facing['copies']>(12, [], [copy], [copy, { ...copy, id: '8' }]),
      placed: pick<Facing['placed']>(
        36,
        [],
        [placed('70', '2026-12-01')],
        [placed('70', '2026-12-05')],
        [placed('70', '2026-12-01'), placed('80', '2026-12-04')],
      ),
      actualHash: pick<string | null>(144, null, 'h1', 'h2', 'h3'),
      intents: pick<Facing['intents']>(576, [], [begun('create'), begun('schedule', '2026-12-04')]),
    }
    const first = decideWorkout(start)
    const again = decideWorkout(apply(start, first))
    expect(again.actions, JSON.stringify({ start, first })).toEqual([])
  }
})

/** The world after the actions were carried out, and what was kept of it. */
function apply(facing: Facing, { actions, outcome }: ReturnType<typeof decideWorkout>): Facing {
  let { copies, placed: days } = facing
  let [workoutId, scheduleId] = [outcome?.vendorWorkoutId ?? null, outcome?.vendorScheduleId ?? null]
  for (const action of actions) {
    if (action.do === 'create') {
      workoutId = '100'
      copies = [...copies, { ...copy, id: workoutId }]
    } else if (action.do === 'schedule') {
      scheduleId = '1000'
      days = [...days, { scheduleId, workoutId: action.workoutId ?? workoutId!, date: action.date }]
    } else if (action.do === 'unschedule') days = days.filter((each) => each.scheduleId !== action.scheduleId)
    else if (action.do === 'delete') copies = copies.filter(({ id }) => id !== action.workoutId)
  }
  const isFresh = actions.some((action) => action.do === 'create' || action.do === 'update')
  const hash = facing.wanted?.hash ?? null
  const after = outcome && {
    ...outcome,
    vendorWorkoutId: workoutId,
    vendorScheduleId: scheduleId,
    contentHash: isFresh || facing.actualHash === hash ? hash : (facing.known?.contentHash ?? null),
    vendorStamp: null,
  }
  return { ...facing, known: after, copies, placed: days, actualHash: null, intents: [] }
}
