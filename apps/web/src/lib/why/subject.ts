/** Which number is asked about: a metric of an activity (by its id) or of a day. */
export interface Subject {
  grain: 'activity' | 'day'
  key: string | number
  metricId: string
  /** A session of a multisport activity; the whole of it by default. */
  session?: number
}

/** As in the address of its explanation. */
export const addressOf = ({ grain, key, metricId, session }: Subject): string =>
  `${grain}/${key}/${metricId}${session === undefined ? '' : `?session=${session}`}`

export const ofDay = (date: string, metricId: string): Subject => ({ grain: 'day', key: date, metricId })
export const ofActivity = (id: number, metricId: string): Subject => ({ grain: 'activity', key: id, metricId })
