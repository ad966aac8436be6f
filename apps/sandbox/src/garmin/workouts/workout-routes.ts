import { addDays, isLocalDate, localDateOf, type LocalDate } from '@rc/domain'
import type { Account } from '../account.ts'
import { partsOf } from '../data/activity-row.ts'
import { dotted, localS, ms } from '../data/times.ts'
import { del, get, post, put, type DataRoute, type Visit } from '../data/visit.ts'
import { badRequest, empty, json, notFound, type Answer } from '../http/answer.ts'
import { parseJson } from '../http/call.ts'
import { objectionTo, segmentsIn, stepsIn } from './check-workout.ts'
import { echoWorkout, storeStep, workoutRow } from './echo-workout.ts'
import { workoutFit } from './workout-fit.ts'
import type { StoredSchedule, StoredWorkout } from './workout-store.ts'

/** Writes need the athlete's consent where Garmin must ask for it; a lost answer is lost after the writing. */
function write(visit: Visit, act: () => Answer): Answer {
  const { account, call } = visit
  const target = { on: 'api', url: call.path } as const
  if (!account.uploadConsent || account.faults.strike('write', target, ['consent_missing']))
    return json({ message: 'Precondition failed', error: 'PreconditionFailedException' }, 412)
  const answer = act()
  const lost = answer.status < 300 && account.faults.strike('write', target, ['reply_lost_after_write'])
  return lost ? { ...answer, wire: 'hang' } : answer
}

function keep(account: Account, body: Record<string, unknown>, earlier: StoredWorkout | null): StoredWorkout {
  const store = account.workouts
  const nowS = account.history.nowS()
  const order = { next: 1 }
  const segments = segmentsIn(body).map((segment) => ({
    ...segment,
    workoutSteps: stepsIn(segment).map((step) => storeStep(step, () => store.nextId('step'), order, null)),
  }))
  const workout: StoredWorkout = {
    workoutId: earlier?.workoutId ?? store.nextId('workout'),
    body: { ...body, workoutSegments: segments },
    createdS: earlier?.createdS ?? nowS,
    updatedS: nowS,
  }
  store.workouts.set(workout.workoutId, workout)
  return workout
}

function save(visit: Visit, id: string | null): Answer {
  const { account, call } = visit
  return write(visit, () => {
    const earlier = id === null ? null : (account.workouts.workouts.get(Number(id)) ?? null)
    if (id !== null && !earlier) return notFound()
    const body = parseJson(call)
    if (!body) return badRequest('Malformed JSON')
    const objection = objectionTo(body)
    return objection ? badRequest(objection) : json(echoWorkout(account, keep(account, body, earlier)))
  })
}

function scheduleBody(account: Account, schedule: StoredSchedule): Record<string, unknown> {
  const { workoutScheduleId, workoutId, date, createdS } = schedule
  const body = account.workouts.workouts.get(workoutId)?.body
  return {
    workoutScheduleId,
    workout: { workoutId, workoutName: body?.['workoutName'], sportType: body?.['sportType'] },
    calendarDate: date,
    createdDate: dotted(createdS).slice(0, 10),
    ownerId: account.profileId,
    newName: null,
    consumer: null,
    associatedActivityId: null,
    priority: null,
    race: false,
    itp: false,
  }
}

/** Months are counted from 0, and the days around them come along. */
function calendar(account: Account, year: number, month: number): Record<string, unknown> {
  const first = `${year}-${String(month + 1).padStart(2, '0')}-01`
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const [from, to] = [addDays(first, -6), addDays(first, length + 5)]
  const inside = (date: LocalDate) => date >= from && date <= to
  const workouts = [...account.workouts.schedules.values()].filter(({ date }) => inside(date))
  const activities = account.history
    .activities()
    .filter(({ startTimeS, timeZone }) => inside(localDateOf(startTimeS, timeZone)))
  return {
    startDayOfMonth: new Date(first).getUTCDay(),
    numOfDaysInMonth: length,
    numOfDaysInPrevMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
    month,
    year,
    calendarItems: [
      ...workouts.map(({ workoutScheduleId, workoutId, date }) => {
        const body = account.workouts.workouts.get(workoutId)?.body
        const sport = body?.['sportType'] as { sportTypeKey?: string } | undefined
        return {
          id: workoutScheduleId,
          itemType: 'workout',
          activityTypeId: null,
          title: body?.['workoutName'],
          date,
          duration: null,
          distance: null,
          calories: null,
          workoutId,
          sportTypeKey: sport?.sportTypeKey ?? null,
          protectedWorkoutSchedule: false,
        }
      }),
      ...activities.map((activity) => {
        const { leg, type } = partsOf(activity)[0]!
        return {
          id: activity.id,
          itemType: 'activity',
          activityTypeId: type.typeId,
          title: activity.name,
          date: localDateOf(activity.startTimeS, activity.timeZone),
          startTimestampLocal: dotted(localS(activity.startTimeS, activity.timeZone)),
          // Milliseconds and centimetres.
          duration: ms(leg.timerS ?? 0),
          distance: leg.distanceM === null ? null : Math.round(100 * leg.distanceM),
          calories: leg.caloriesKcal,
          workoutId: null,
          isRace: activity.isRace,
        }
      }),
    ],
  }
}

/** Only what is older than this is seen through the second window into the calendar. */
const lagS = 3

export const workoutRoutes: DataRoute[] = [
  get('/workout-service/workouts', ({ account, call }) => {
    const [start, limit] = [Number(call.query.get('start') ?? 0), Number(call.query.get('limit') ?? 20)]
    const rows = [...account.workouts.workouts.values()].reverse().slice(start, start + limit)
    return json(rows.map((workout) => workoutRow(account, workout)))
  }),
  get('/workout-service/workout/types', () =>
    json({ workoutStepTypes: [], workoutSportTypes: [], workoutConditionTypes: [], workoutTargetTypes: [] }),
  ),
  get('/workout-service/workout/FIT/{id}', ({ account }, { id }) => {
    const workout = account.workouts.workouts.get(Number(id))
    if (!workout) return notFound()
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: workoutFit(workout) }
  }),
  get('/workout-service/workout/{id}', ({ account }, { id }) => {
    const workout = account.workouts.workouts.get(Number(id))
    return workout ? json(echoWorkout(account, workout)) : notFound()
  }),
  post('/workout-service/workout', (visit) => save(visit, null)),
  put('/workout-service/workout/{id}', (visit, { id }) => save(visit, id!)),
  del('/workout-service/workout/{id}', (visit, { id }) =>
    write(visit, () => {
      const { workouts, schedules } = visit.account.workouts
      for (const [key, { workoutId }] of schedules) if (workoutId === Number(id)) schedules.delete(key)
      return workouts.delete(Number(id)) ? empty(204) : notFound()
    }),
  ),
  post('/workout-service/schedule/{id}', (visit, { id }) =>
    write(visit, () => {
      const { account, call } = visit
      const date = parseJson(call)?.['date']
      if (!account.workouts.workouts.has(Number(id))) return notFound()
      if (typeof date !== 'string' || !isLocalDate(date)) return badRequest('Invalid date')
      const schedule: StoredSchedule = {
        workoutScheduleId: account.workouts.nextId('schedule'),
        workoutId: Number(id),
        date,
        createdS: account.history.nowS(),
      }
      account.workouts.schedules.set(schedule.workoutScheduleId, schedule)
      return json(scheduleBody(account, schedule))
    }),
  ),
  get('/workout-service/schedule/{id}', ({ account }, { id }) => {
    const schedule = account.workouts.schedules.get(Number(id))
    return schedule ? json(scheduleBody(account, schedule)) : notFound()
  }),
  del('/workout-service/schedule/{id}', (visit, { id }) =>
    write(visit, () => (visit.account.workouts.schedules.delete(Number(id)) ? empty(204) : notFound())),
  ),
  get('/calendar-service/year/{year}/month/{month}', ({ account }, { year, month }) =>
    Number(month) >= 0 && Number(month) <= 11
      ? json(calendar(account, Number(year), Number(month)))
      : badRequest('Invalid month'),
  ),
  post('/graphql-gateway/graphql', ({ account, call }) => {
    const query = JSON.stringify(parseJson(call)?.['query'] ?? '').replaceAll('\\"', '"')
    const [from, to] = [...query.matchAll(/(?:start|end)Date:\s*"([^"]+)"/g)].map((match) => match[1]!)
    const seen = [...account.workouts.schedules.values()].filter(
      ({ date, createdS }) => date >= (from ?? '') && date <= (to ?? '9') && createdS <= account.history.nowS() - lagS,
    )
    return json({ data: { workoutScheduleSummariesScalar: seen.map((one) => scheduleBody(account, one)) } })
  }),
  post('/device-service/devicemessage/messages', (visit) => {
    const { account, call } = visit
    if (account.faults.strike('write', { on: 'api', url: call.path }, ['push_refused']))
      return json({ message: 'Device not capable', error: 'BadRequestException' }, 400)
    const messages = JSON.parse(call.body.toString('utf8')) as { deviceId: number }[]
    return json(messages.map(({ deviceId }, i) => ({ deviceId, messageId: 7_300_000_001 + i, messageStatus: 'new' })))
  }),
]
