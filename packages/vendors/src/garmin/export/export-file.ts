import { isLocalDate, type Dataset } from '@rc/domain'

/** A row of a file of "Export Your Data", under what it is known by: its day, or the number of an activity. */
export interface ExportRow {
  key: string
  payload: unknown
}

/** Files of the export that have a table, by how their path ends; it may lie in a folder of any name. */
const files: [RegExp, Dataset][] = [
  [/DI-Connect-Fitness\/[^/]*summarizedActivities\.json$/, 'activities'],
  [/DI-Connect-Aggregator\/UDSFile_[^/]*\.json$/, 'daily_summary'],
  [/DI-Connect-Wellness\/[^/]*sleepData\.json$/, 'sleep'],
  [/DI-Connect-Wellness\/[^/]*healthStatusData\.json$/, 'hrv'],
  [/DI-Connect-Wellness\/[^/]*userBioMetrics\.json$/, 'weight'],
  [/DI-Connect-Metrics\/TrainingReadinessDTO_[^/]*\.json$/, 'training_readiness'],
  [/DI-Connect-Metrics\/MetricsMaxMetData_[^/]*\.json$/, 'vo2max'],
  [/DI-Connect-Metrics\/RunRacePredictions_[^/]*\.json$/, 'race_predictions'],
]

/** Which dataset a file of the export holds; null for one without a table, undefined for one of something else. */
export function exportDataset(path: string): Dataset | null | undefined {
  if (!/(^|\/)DI_CONNECT\/[^!]*\.json$/.test(path)) return undefined
  return files.find(([pattern]) => pattern.test(path))?.[1] ?? null
}

type Field = Record<string, unknown>
const isObject = (value: unknown): value is Field =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The rows of such a file; of several of one day the list of them where a day may have several, else the last. */
export function exportRows(dataset: Dataset, content: unknown): ExportRow[] {
  const rows = (Array.isArray(content) ? content : []).filter(isObject)
  if (dataset === 'activities')
    return rows
      .flatMap((page) => (Array.isArray(page['summarizedActivitiesExport']) ? page['summarizedActivitiesExport'] : []))
      .filter(isObject)
      .flatMap((row) => {
        const id = row['activityId']
        return typeof id === 'number' || typeof id === 'string' ? [{ key: String(id), payload: row }] : []
      })
  const byDay = new Map<string, Field[]>()
  for (const row of rows) {
    const day = dayOf(row)
    if (day !== null) byDay.set(day, [...(byDay.get(day) ?? []), row])
  }
  const several = dataset === 'weight' || dataset === 'training_readiness'
  return [...byDay].map(([key, ofDay]) => ({ key, payload: several ? ofDay : ofDay.at(-1) }))
}

/** QUIRK(garmin): the day is text in some files, an instant in others, and deeper in those of the scale. */
function dayOf(row: Field): string | null {
  const metaData = row['metaData']
  const said = row['calendarDate'] ?? (isObject(metaData) ? metaData['calendarDate'] : undefined)
  const text = typeof said === 'number' ? new Date(said).toISOString() : said
  const day = typeof text === 'string' ? text.slice(0, 10) : ''
  return isLocalDate(day) ? day : null
}
