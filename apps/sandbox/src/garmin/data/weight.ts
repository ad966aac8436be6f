import type { PlannedDay } from '../../athlete/planned.ts'
import { createRandom } from '../../athlete/random.ts'
import type { History } from '../history/history.ts'
import { json } from '../http/answer.ts'
import { localS, ms } from './times.ts'
import { get, ofDay, ofRange, round, type DataRoute } from './visit.ts'

const heightM = 1.76

/** A weighing: grams, percent; the scale measures more than somebody who types a number in. */
export function weighings(history: History, day: PlannedDay): Record<string, unknown>[] {
  const random = createRandom(day.seed, 'scale', day.date)
  if (day.condition.away || !random.chance(0.55)) return []
  const timeS = (day.night?.endS ?? day.startS + 25_200) + 600
  if (timeS > history.nowS()) return []
  const weight = round(1000 * day.body.massKg, 1)
  const byScale = random.chance(0.9)
  const fatPct = round(15.5 + 0.7 * random.normal(), 1)
  return [
    {
      samplePk: ms(timeS),
      date: ms(localS(timeS, day.timeZone)),
      calendarDate: day.date,
      weight,
      bmi: byScale ? round(day.body.massKg / heightM ** 2, 1) : null,
      bodyFat: byScale ? fatPct : null,
      bodyWater: byScale ? round(58 + 0.5 * random.normal(), 1) : null,
      boneMass: byScale ? round(0.047 * weight, 1) : null,
      muscleMass: byScale ? round(weight * (0.95 - fatPct / 100) * 0.5, 1) : null,
      physiqueRating: null,
      visceralFat: null,
      metabolicAge: null,
      sourceType: byScale ? 'INDEX_SCALE' : 'MANUAL',
      timestampGMT: ms(timeS),
      weightDelta: null,
    },
  ]
}

const noAverage = (from: string, to: string) => ({
  from: Date.parse(from),
  until: Date.parse(to) + 86_399_999,
  weight: null,
  bmi: null,
  bodyFat: null,
})

export const weightRoutes: DataRoute[] = [
  get('/weight-service/weight/range/{from}/{to}', (visit, { from, to }) =>
    ofRange(visit, { from, to, limit: 366 }, (days) =>
      json({
        dailyWeightSummaries: days
          .flatMap((day) => {
            const all = weighings(visit.account.history, day)
            const latest = all[0]
            if (!latest) return []
            return [
              {
                summaryDate: day.date,
                numOfWeightEntries: all.length,
                minWeight: latest['weight'],
                maxWeight: latest['weight'],
                latestWeight: latest,
                allWeightMetrics: all,
              },
            ]
          })
          .reverse(),
        totalAverage: noAverage(from!, to!),
        previousDateWeight: { samplePk: null, date: null, weight: null },
        nextDateWeight: { samplePk: null, date: null, weight: null },
      }),
    ),
  ),
  get('/weight-service/weight/dayview/{date}', (visit, { date }) => {
    const page = (dateWeightList: unknown[]) => ({
      startDate: date,
      endDate: date,
      dateWeightList,
      totalAverage: noAverage(date!, date!),
    })
    return ofDay(
      visit,
      date,
      (day) => page(weighings(visit.account.history, day)),
      () => page([]),
    )
  }),
  get('/weight-service/weight/dateRange', (visit) => {
    const [startDate, endDate] = [visit.call.query.get('startDate'), visit.call.query.get('endDate')]
    return ofRange(visit, { from: startDate, to: endDate, limit: 366 }, (days) =>
      json({
        startDate,
        endDate,
        dateWeightList: days.flatMap((day) => weighings(visit.account.history, day)).reverse(),
        totalAverage: noAverage(startDate!, endDate!),
      }),
    )
  }),
]
