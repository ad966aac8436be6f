import type { Delivered, IntentRow } from '@rc/db/queries/deliveries'
import type { LocalDate } from '@rc/domain'
import type { PlacedWorkout, WorkoutRow } from '@rc/vendors'

/** A workout as the approved plan wants it at the vendor. */
export interface Wanted {
  date: LocalDate
  /** Of its outline. */
  hash: string
  /** Rules that stop it from being sent; what stands there already stays. */
  held: string[]
}

/** One workout from both sides. */
export interface Facing {
  /** Null: the plan does not want it there any more. */
  wanted: Wanted | null
  /** As it was left the last time; null: nothing of it is known. */
  known: Pick<
    Delivered,
    'state' | 'vendorWorkoutId' | 'vendorScheduleId' | 'localDate' | 'contentHash' | 'vendorStamp'
  > | null
  /** What carries its mark at the vendor. */
  copies: WorkoutRow[]
  placed: PlacedWorkout[]
  /** Of what stands there now, where it may have changed; null: as it was sent. */
  actualHash: string | null
  /** Calls that were begun; some never got their answer. */
  intents: Pick<IntentRow, 'action' | 'localDate' | 'state'>[]
}

export type Action =
  | { do: 'create' }
  | { do: 'update'; workoutId: string }
  /** Null: the one that is about to be created. */
  | { do: 'schedule'; workoutId: string | null; date: LocalDate }
  | { do: 'unschedule'; scheduleId: string }
  | { do: 'delete'; workoutId: string }

export interface Decision {
  actions: Action[]
  /** How it stands once they are done; null: nothing of it is left. */
  outcome: Pick<
    Delivered,
    'state' | 'vendorWorkoutId' | 'vendorScheduleId' | 'localDate' | 'outsideDate' | 'reasons'
  > | null
}

/**
 * What has to be done so that the vendor holds a workout exactly once, on its day. What the athlete did to it there is
 * never undone by itself: moved, deleted or changed outside, it waits for their word. What we have sent is known by the
 * mark it carries, so that an answer that was lost is found again instead of being sent twice.
 */
export function decideWorkout(facing: Facing): Decision {
  const { wanted, known, copies } = facing
  const ours = copies.find(({ id }) => id === known?.vendorWorkoutId) ?? oldest(copies)
  if (wanted === null) return { actions: takeDown(facing), outcome: null }
  const held = wanted.held.length > 0
  const outcome = {
    state: held ? ('held' as const) : ('sent' as const),
    vendorWorkoutId: ours?.id ?? null,
    vendorScheduleId: null as string | null,
    localDate: wanted.date as LocalDate | null,
    outsideDate: null as LocalDate | null,
    reasons: wanted.held,
  }
  if (!ours) {
    // It once stood there as the plan still has it, and it was not us who took it away.
    const isSame = known?.localDate === wanted.date && known.contentHash === wanted.hash
    if (known?.vendorWorkoutId != null && isSame && !isBegun(facing, 'delete'))
      return { actions: [], outcome: { ...outcome, ...known, state: 'deleted_outside' } }
    // What was refused is sent again only when it is another one.
    const isRefused = known?.state === 'failed' && known.contentHash === wanted.hash
    const actions: Action[] =
      held || isRefused ? [] : [{ do: 'create' }, { do: 'schedule', workoutId: null, date: wanted.date }]
    return { actions, outcome: { ...outcome, localDate: held ? null : wanted.date } }
  }
  const content = decideContent(facing, wanted, ours)
  const place = decidePlace(facing, wanted, ours)
  const extras = doubles(facing, ours).flatMap(({ id }): Action[] => [
    ...facing.placed
      .filter(({ workoutId }) => workoutId === id)
      .map(({ scheduleId }): Action => ({ do: 'unschedule', scheduleId })),
    { do: 'delete', workoutId: id },
  ])
  const may = (action: Action) => !held || action.do === 'unschedule' || action.do === 'delete'
  return {
    actions: [...content.actions, ...place.actions, ...extras].filter(may),
    outcome: { ...outcome, ...place.outcome, ...(content.state ? { state: content.state } : {}) },
  }
}

const oldest = (copies: WorkoutRow[]): WorkoutRow | undefined =>
  copies.toSorted((a, b) => Number(a.id) - Number(b.id))[0]

const isBegun = ({ intents }: Facing, action: IntentRow['action']): boolean =>
  intents.some((each) => each.action === action && each.state === 'begun')

/** Copies that a lost answer has left behind; one that the athlete made is theirs. */
const doubles = (facing: Facing, ours: WorkoutRow): WorkoutRow[] =>
  isBegun(facing, 'create') ? facing.copies.filter(({ id }) => id !== ours.id) : []

function takeDown({ copies, placed }: Facing): Action[] {
  return copies.flatMap(({ id }): Action[] => [
    ...placed
      .filter(({ workoutId }) => workoutId === id)
      .map(({ scheduleId }): Action => ({ do: 'unschedule', scheduleId })),
    { do: 'delete', workoutId: id },
  ])
}

/** What was changed there stays so until the plan or the athlete says otherwise. */
function decideContent(
  { known, actualHash }: Facing,
  wanted: Wanted,
  ours: WorkoutRow,
): { actions: Action[]; state: 'changed_outside' | null } {
  const isSentSo = known?.contentHash === wanted.hash
  const isChanged = actualHash === null ? known?.state === 'changed_outside' : actualHash !== wanted.hash
  if (isSentSo && isChanged) return { actions: [], state: 'changed_outside' }
  const standsSo = actualHash === null ? isSentSo : actualHash === wanted.hash
  return { actions: standsSo ? [] : [{ do: 'update', workoutId: ours.id }], state: null }
}

function decidePlace(
  { known, placed, intents }: Facing,
  wanted: Wanted,
  ours: WorkoutRow,
): { actions: Action[]; outcome: Partial<NonNullable<Decision['outcome']>> } {
  const there = placed.filter(({ workoutId }) => workoutId === ours.id)
  const attempted = new Set(
    intents.flatMap(({ action, localDate }) => (action === 'schedule' && localDate ? [localDate] : [])),
  )
  const isMine = ({ scheduleId, date }: PlacedWorkout) => scheduleId === known?.vendorScheduleId || attempted.has(date)
  const before = there.find(({ scheduleId }) => scheduleId === known?.vendorScheduleId)
  const standing =
    there.find(({ scheduleId, date }) => date === wanted.date && scheduleId === known?.vendorScheduleId) ??
    there.find(({ date }) => date === wanted.date)
  const removed = (kept: string | null): Action[] =>
    there
      .filter((each) => each.scheduleId !== kept && isMine(each))
      .map(({ scheduleId }): Action => ({ do: 'unschedule', scheduleId }))
  if (standing) return { actions: removed(standing.scheduleId), outcome: { vendorScheduleId: standing.scheduleId } }
  // The plan has moved it since we placed it: that is the newer word.
  const isPlanMoved = known?.localDate !== wanted.date
  if (!isPlanMoved && known?.vendorScheduleId != null) {
    const elsewhere = before ?? there[0]
    if (elsewhere)
      return {
        actions: [],
        outcome: { state: 'moved_outside', vendorScheduleId: elsewhere.scheduleId, outsideDate: elsewhere.date },
      }
    return { actions: [], outcome: { state: 'deleted_outside', vendorScheduleId: known.vendorScheduleId } }
  }
  return {
    actions: [{ do: 'schedule', workoutId: ours.id, date: wanted.date }, ...removed(null)],
    outcome: {},
  }
}
