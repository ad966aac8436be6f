import { utcOffsetS, type LocalDate } from '@rc/domain'
import { answerFile } from '../faults/file-faults.ts'
import { badRequest, empty, json, notFound } from '../http/answer.ts'
import { parseJson } from '../http/call.ts'
import { legIds, type History } from '../history/history.ts'
import type { GarminActivity } from '../history/activity.ts'
import { activityDetail } from './activity-detail.ts'
import { activityCurves } from './activity-curves.ts'
import { activityRow, partOf, partsOf } from './activity-row.ts'
import { activitySplits, exerciseSets, typedSplits, weather, zoneTimes } from './activity-parts.ts'
import { allTypes } from './activity-types.ts'
import { del, get, put, type DataRoute, type Visit } from './visit.ts'

const most = 1_000
/** A page of the Personal API holds no more than this. */
const mostPersonal = 100

/** `activities/search/activities`: newest first, the legs of a triathlon after it unless they are left out. */
function search(visit: Visit) {
  const { call, account, door } = visit
  const number = (name: string) => {
    const value = call.query.get(name)
    return value === null ? null : Number(value)
  }
  const start = number('start') ?? 0
  const clamp = account.faults.strike('data', { on: 'api', url: call.path }, ['limit_clamp'])
  const allowed = Number(clamp?.value ?? (door === 'personal' ? mostPersonal : most))
  const wanted = number('limit') ?? 20
  if (!Number.isInteger(start) || start < 0 || !Number.isInteger(wanted) || wanted < 1)
    return badRequest('Invalid page')
  if (door === 'connect' && wanted > most) return badRequest(`limit cannot be more than ${most}`)
  const [from, to] = [call.query.get('startDate'), call.query.get('endDate')]
  const within = account.history
    .activities()
    .filter((activity) => (!from || dateOf(activity) >= from) && (!to || dateOf(activity) <= to))
  const page = rowsFrom(within, call.query.get('excludeChildren') === 'true', start, Math.min(wanted, allowed))
  const type = call.query.get('activityType')
  const rows = page.map((part) => activityRow(account, part))
  return json(type ? rows.filter((row) => JSON.stringify(row['activityType']).includes(type)) : rows)
}

const dateOf = ({ startTimeS, timeZone }: GarminActivity): LocalDate =>
  new Date(1000 * (startTimeS + utcOffsetS(startTimeS, timeZone))).toISOString().slice(0, 10)

/** Only what is on the page is looked at closely: the totals of an activity come from its recording. */
function rowsFrom(activities: GarminActivity[], withoutLegs: boolean, start: number, limit: number) {
  const ids = activities.flatMap((activity) => [
    { activity, id: activity.id },
    ...(withoutLegs ? [] : legIds(activity).map((id) => ({ activity, id }))),
  ])
  return ids.slice(start, start + limit).map(({ activity, id }) => partOf(activity, id))
}

function found(history: History, id: string | undefined): { activity: GarminActivity; id: number } | null {
  const activity = history.activity(Number(id))
  return activity && { activity, id: Number(id) }
}

const ofActivity = (page: (visit: Visit, activity: GarminActivity, id: number) => unknown): DataRoute['handle'] => {
  return (visit, { id }) => {
    const known = found(visit.account.history, id)
    return known ? json(page(visit, known.activity, known.id)) : notFound()
  }
}

/** The original: a leg leads to the file of the whole. */
const original: DataRoute['handle'] = (visit, { id }) => {
  const known = found(visit.account.history, id)
  if (!known) return notFound()
  const fault = visit.account.faults.strike('file', { on: 'api', url: visit.call.path })
  const fit = known.activity.fit()
  return fit ? answerFile(known.activity.id, fit, fault?.kind ?? null) : notFound()
}

const service = '/activity-service/activity'

export const activityRoutes: DataRoute[] = [
  get('/activitylist-service/activities/search/activities', search),
  get('/activitylist-service/activities/count', ({ account }) =>
    json({ totalCount: account.history.activities().length }),
  ),
  get(`${service}/activityTypes`, () => json(allTypes())),
  get(
    `${service}/{id}`,
    ofActivity(({ account }, activity, id) => activityDetail(account, partOf(activity, id))),
  ),
  get(
    `${service}/{id}/workouts`,
    ofActivity(() => []),
  ),
  get(
    `${service}/{id}/splits`,
    ofActivity((_, activity, id) => activitySplits(partOf(activity, id))),
  ),
  get(
    `${service}/{id}/typedsplits`,
    ofActivity((_, activity, id) => typedSplits(partOf(activity, id))),
  ),
  get(
    `${service}/{id}/split_summaries`,
    ofActivity((_, __, id) => ({ activityId: id, splitSummaries: [] })),
  ),
  get(
    `${service}/{id}/hrTimeInZones`,
    ofActivity((_, activity, id) => zoneTimes(partOf(activity, id), 'hr')),
  ),
  get(
    `${service}/{id}/powerTimeInZones`,
    ofActivity((_, activity, id) => zoneTimes(partOf(activity, id), 'power')),
  ),
  get(
    `${service}/{id}/weather`,
    ofActivity((_, activity, id) => weather(activity, id)),
  ),
  get(
    `${service}/{id}/exerciseSets`,
    ofActivity((_, activity, id) => exerciseSets(partOf(activity, id))),
  ),
  get(
    `${service}/{id}/details`,
    ofActivity(({ call }, activity, id) =>
      activityCurves(partOf(activity, id), Number(call.query.get('maxChartSize') ?? 2000)),
    ),
  ),
  get('/download-service/files/activity/{id}', original),
  put(`${service}/{id}`, ({ account, call }, { id }) => {
    const body = parseJson(call)
    const type = body?.['activityTypeDTO'] as { typeKey?: string } | undefined
    const changed = account.history.change(Number(id), {
      ...(typeof body?.['activityName'] === 'string' && { name: body['activityName'] }),
      ...(type?.typeKey && { typeKey: type.typeKey }),
    })
    return changed ? empty(204) : notFound()
  }),
  del(`${service}/{id}`, ({ account }, { id }) => (account.history.remove(Number(id)) ? empty(204) : notFound())),
  get('/fitnessstats-service/activity', ({ account, call }) => {
    const [from, to] = [call.query.get('startDate') ?? '', call.query.get('endDate') ?? '9999']
    const rows = account.history.activities().filter((one) => dateOf(one) >= from && dateOf(one) <= to)
    const metres = rows.reduce((sum, activity) => sum + (partsOf(activity)[0]!.leg.distanceM ?? 0), 0)
    // Here distances are centimetres.
    return json([{ date: from, countOfActivities: rows.length, stats: { all: { distance: { sum: 100 * metres } } } }])
  }),
]
