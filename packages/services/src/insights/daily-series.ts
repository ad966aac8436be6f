import type { DailyRow } from '@rc/db/queries/insights'

/** Rows of several metrics as one series each; unit and method are those of the newest day. */
export const toDailySeries = (rows: DailyRow[]) =>
  [...Map.groupBy(rows, (row) => row.metricId)].map(([metricId, points]) => {
    const { version, unit, method } = points.at(-1) as DailyRow
    return {
      metricId,
      version,
      unit,
      method,
      points: points.map(({ localDate, value, coverage, confidence, missing }) => ({
        localDate,
        value,
        coverage,
        confidence,
        missing,
      })),
    }
  })
