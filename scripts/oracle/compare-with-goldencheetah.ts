import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAsGoldenCheetah, type Convention, type OracleAthlete, type OracleRow } from '@rc/analytics/goldencheetah'
import { withDeveloperChannels, type SampleColumns } from '@rc/domain'
import { readFile } from '@rc/files'

/** What GoldenCheetah computed, as `oracle.json` holds it. */
export interface Oracle {
  athlete: OracleAthlete
  files: { file: string; isRun: string; isSwim: string; metrics: Record<string, number> }[]
}

export const readOracle = (file: string): Oracle => JSON.parse(readFileSync(file, 'utf8')) as Oracle

/** Where GoldenCheetah does not read the recording as such. */
type OtherReading = 'other-recording' | 'pool-swim' | 'crowded-seconds' | 'distance-unlike-speed'

/** `agrees`: within 1 % or the resolution · a convention: equal by it · another reading of the whole file · `differs`. */
type Verdict = 'agrees' | Convention | OtherReading | 'differs'

export interface Comparison extends Pick<OracleRow, 'metric' | 'ours'> {
  file: string
  theirs: number
  verdict: Verdict
}

const share = 0.01

function isClose(value: number | null | undefined | [number, number], theirs: number, resolution: number): boolean {
  if (value === null || value === undefined) return false
  const [from, to] = typeof value === 'number' ? [value, value] : value
  const slack = Math.max(resolution, share * Math.abs(theirs))
  return theirs >= from - slack && theirs <= to + slack
}

function verdictOf({ ours, theirs: conventions, resolution }: OracleRow, theirs: number): Verdict {
  if (isClose(ours, theirs, resolution)) return 'agrees'
  const named = Object.entries(conventions).find(([, value]) => isClose(value, theirs, resolution))
  return (named?.[0] as Convention | undefined) ?? 'differs'
}

/**
 * `other-recording`: time or distance as such differ by every convention. `pool-swim`: there the lengths make the ride.
 * `crowded-seconds`: several records a second, each of which is a point there, with 0 for what it lacks.
 * `distance-unlike-speed`: the two disagree from second to second, and GoldenCheetah's best times are made of both.
 */
function otherReadingOf(rows: readonly Comparison[], isSwim: boolean, samples: SampleColumns): OtherReading | null {
  const isOff = ({ metric, verdict }: Comparison) =>
    /^(time_recording|total_distance)$/.test(metric) && verdict === 'differs'
  if (isSwim) return 'pool-swim'
  if (rows.some(isOff)) return 'other-recording'
  if (new Set(samples.timeS.map(Math.floor)).size < 0.9 * samples.n) return 'crowded-seconds'
  return shareUnlike(samples) > maxUnlike ? 'distance-unlike-speed' : null
}

const maxUnlike = 0.2

/** How far distance and speed disagree from sample to sample, as a share of the way. */
function shareUnlike({ n, timeS, channels: { distanceM, speedMps } }: SampleColumns): number {
  if (!distanceM || !speedMps) return 0
  let [off, all] = [0, 0]
  for (let i = 1; i < n; i++) {
    const stepS = timeS[i]! - timeS[i - 1]!
    const byDistance = distanceM[i]! - distanceM[i - 1]!
    const bySpeed = (stepS * ((speedMps[i]! || 0) + (speedMps[i - 1]! || 0))) / 2
    if (!(stepS > 0 && stepS <= 25) || Number.isNaN(byDistance)) continue
    off += Math.abs(byDistance - bySpeed)
    all += Math.max(byDistance, bySpeed)
  }
  return all > 0 ? off / all : 0
}

/** Every number of the oracle that has a counterpart, beside ours. `dir` holds the files of the oracle. */
export function* compareWithGoldenCheetah(oracle: Oracle, dir: string): Generator<Comparison[]> {
  for (const { file, isRun, isSwim, metrics } of oracle.files) {
    const contents = readFile(readFileSync(join(dir, file)), file.split('/').at(-1)!)
    const recording = contents.ok ? contents.value.recordings[0] : undefined
    if (recording === undefined) {
      yield [{ file, metric: 'recording', ours: null, theirs: NaN, verdict: 'differs' }]
      continue
    }
    const told = {
      isRun: isRun === '1',
      ridingS: metrics['time_riding'] ?? 0,
      averageHrBpm: metrics['average_hr'] ?? null,
    }
    const samples = withDeveloperChannels(recording.samples, recording.developer)
    const rows = readAsGoldenCheetah({ ...recording, samples, rpe: null }, oracle.athlete, told).flatMap(
      (row): Comparison[] => {
        const theirs = metrics[row.metric]
        if (theirs === undefined) return []
        return [{ file, metric: row.metric, ours: row.ours, theirs, verdict: verdictOf(row, theirs) }]
      },
    )
    const other = otherReadingOf(rows, isSwim === '1', recording.samples)
    yield rows.map((row) => (other !== null && row.verdict === 'differs' ? { ...row, verdict: other } : row))
  }
}
