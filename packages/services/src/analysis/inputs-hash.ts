import { createHash } from 'node:crypto'
import {
  activityMetrics,
  athleteMetrics,
  factsVersion,
  recordingMetrics,
  type ActivityMetric,
  type AnalysisOptions,
} from '@rc/analytics'
import {
  sportFamily,
  thresholdField,
  thresholdsOn,
  type LocalDate,
  type Sport,
  type SportFamily,
  type ThresholdKind,
  type Thresholds,
} from '@rc/domain'
import type { AthleteContext } from '@rc/db/queries/raw'

/** The thresholds of that day; an activity without a date is judged by the newest ones. */
export const thresholdsFor = (athlete: AthleteContext, date: LocalDate | null): Thresholds =>
  date === null
    ? { ...thresholdsOn('9999-12-31', athlete.person, athlete.thresholds), ageYears: null }
    : thresholdsOn(date, athlete.person, athlete.thresholds)

type Settings = Pick<AthleteContext, 'gapModel' | 'elevationFeetPerMile'>

export const optionsOf = ({
  gapModel,
  elevationFeetPerMile,
  srpeScale,
}: Settings & Pick<AthleteContext, 'srpeScale'>): AnalysisOptions => ({ gapModel, elevationFeetPerMile, srpeScale })

const formulasOf = (metrics: readonly ActivityMetric[]): string[] =>
  metrics.map(({ id, version }) => `${id}@${version}`)

/** What the kept summaries and the numbers of the recording itself depend on besides the samples. */
export const madeWith = ({ gapModel, elevationFeetPerMile }: Settings): string =>
  hashOf([factsVersion, gapModel, elevationFeetPerMile, formulasOf(recordingMetrics)])

const heartKinds = ['hr_rest_bpm', 'hr_max_bpm', 'lthr_bpm'] as const satisfies ThresholdKind[]
/** What says something of each sport; a runner's numbers do not ask for a rider's threshold. */
const kindsOf: Record<SportFamily, readonly ThresholdKind[]> = {
  run: [...heartKinds, 'threshold_speed_mps'],
  bike: [...heartKinds, 'ftp_w'],
  swim: [...heartKinds, 'css_mps'],
  foot: heartKinds,
  other: heartKinds,
}

/** Everything besides the recording that the numbers of one activity are made from. */
export interface Inputs {
  athlete: AthleteContext
  date: LocalDate | null
  rpe: number | null
  sports: readonly Sport[]
}

/** Hash of what each number of the activity was made from, by metric: of its thresholds those that concern the sports. */
export function hashesOf({ athlete, date, rpe, sports }: Inputs): Map<string, string> {
  const thresholds = thresholdsFor(athlete, date)
  const concerned = new Set(sports.flatMap((sport) => kindsOf[sportFamily(sport)]))
  const recording = madeWith(athlete)
  return new Map(
    activityMetrics.map((metric) => {
      if (metric.of !== 'athlete') return [metric.id, recording]
      const kinds = metric.needs.filter((kind) => concerned.has(kind))
      const values = kinds.map((kind) => thresholds[thresholdField[kind]])
      const person = kinds.some((kind) => heartKinds.some((heart) => heart === kind))
        ? [thresholds.sex, thresholds.ageYears]
        : []
      const effort = metric.usesEffort && rpe !== null ? [rpe, athlete.srpeScale] : null
      return [metric.id, hashOf([metric.version, recording, values, person, effort])]
    }),
  )
}

/** One hash for all of them: equal, and there is nothing to compute again. */
export const inputsHash = (inputs: Inputs, hashes = hashesOf(inputs)): string =>
  hashOf(athleteMetrics.map(({ id }) => hashes.get(id)))

interface Hashes {
  byMetric: ReadonlyMap<string, string>
  all: string
}

/** Both kinds of hashes for one activity of the athlete after the other; most of them have had the same inputs before. */
export function createHasher(athlete: AthleteContext): (inputs: Omit<Inputs, 'athlete'>) => Hashes {
  const known = new Map<string, Hashes>()
  return (inputs) => {
    const key = JSON.stringify([thresholdsFor(athlete, inputs.date), inputs.rpe, inputs.sports])
    const found = known.get(key)
    if (found) return found
    const byMetric = hashesOf({ ...inputs, athlete })
    const hashes = { byMetric, all: inputsHash({ ...inputs, athlete }, byMetric) }
    known.set(key, hashes)
    return hashes
  }
}

const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
