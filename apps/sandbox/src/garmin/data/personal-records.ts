import type { Account } from '../account.ts'
import { dotted, localS, ms } from './times.ts'

/** Garmin's numbers of the running records, and the distance each is about. */
const kinds = [
  { typeId: 1, metres: 1_000 },
  { typeId: 2, metres: 1_609 },
  { typeId: 3, metres: 5_000 },
  { typeId: 4, metres: 10_000 },
  { typeId: 5, metres: 21_097.5 },
  { typeId: 6, metres: 42_195 },
]

/** The fastest seconds over each distance, found in races, and a count of steps that belongs to no activity. */
export function personalRecords(account: Account): Record<string, unknown>[] {
  const { history } = account
  const races = history.activities().filter((activity) => activity.isRace)
  const best = kinds.flatMap(({ typeId, metres }) => {
    const fastest = races
      .map((activity) => ({ activity, seconds: activity.legs()[0]?.fastestS[metres] ?? Infinity }))
      .reduce((least, one) => (one.seconds < least.seconds ? one : least), { activity: races[0], seconds: Infinity })
    const { activity, seconds } = fastest
    if (!activity || seconds === Infinity) return []
    const startS = activity.startTimeS
    return [
      {
        ...record(activity.id + typeId, typeId, seconds, startS),
        activityId: activity.id,
        activityName: activity.name,
        activityStartDateTimeInGMT: ms(startS),
        actStartDateTimeInGMTFormatted: dotted(startS),
        activityStartDateTimeLocal: ms(localS(startS, activity.timeZone)),
        activityStartDateTimeLocalFormatted: dotted(localS(startS, activity.timeZone)),
      },
    ]
  })
  const walked = history.days().reduce((most, day) => (day.steps > most.steps ? day : most))
  return [record(ms(walked.startS), 12, walked.steps, walked.startS), ...best]
}

const record = (id: number, typeId: number, value: number, timeS: number): Record<string, unknown> => ({
  id,
  typeId,
  activityId: 0,
  activityName: null,
  activityStartDateTimeInGMT: null,
  activityStartDateTimeLocal: null,
  value,
  prStartTimeGmt: ms(timeS),
  prStartTimeGmtFormatted: dotted(timeS),
  prStartTimeLocal: null,
  prTypeLabelKey: null,
  poolLengthUnit: null,
})
