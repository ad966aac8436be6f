import { daysBetween } from '@rc/domain'
import { isRun, planTraining, type Plan, type PlanRequest } from '@rc/planning'
import { simulateAthlete } from '@rc/planning/simulate'
import { percentile } from '../measure/figures.ts'

const athletes = 10_000
const peakTarget = { from: 1.15, to: 1.45 }
const msTarget = 20

/** ./scripts/bench plans [N]: drafts for N simulated athletes, what the validator says of them, how far they dare, how long they take. */
export async function run([count]: string[]): Promise<void> {
  const n = count === undefined ? athletes : Number(count)
  const ms: number[] = []
  const peaks: number[] = []
  const refused = new Map<string, number>()
  let blocked = 0
  for (let seed = 1; seed <= n; seed++) {
    const request = simulateAthlete(seed)
    const started = performance.now()
    const drafted = planTraining(request)
    ms.push(performance.now() - started)
    if (!drafted.ok) {
      for (const why of drafted.missing) refused.set(why, (refused.get(why) ?? 0) + 1)
      continue
    }
    if (drafted.value.verdict.verdict === 'block') blocked++
    const peak = peakOverBase(request, drafted.value.plan)
    if (peak !== null) peaks.push(peak)
  }
  const refusals = [...refused].map(([why, times]) => `${why} ${times}`).join(', ') || 'none'
  const median = percentile(peaks, 0.5)
  const slowest = percentile(ms, 0.99)
  console.log(`athletes ${n}, blocked ${blocked}, without a plan: ${refusals}`)
  console.log(
    `peak over base, ${peaks.length} with room to grow: median ${median.toFixed(2)}, p10 ${percentile(peaks, 0.1).toFixed(2)}, p90 ${percentile(peaks, 0.9).toFixed(2)}`,
  )
  console.log(
    `time: mean ${(ms.reduce((sum, each) => sum + each, 0) / n).toFixed(1)} ms, p50 ${percentile(ms, 0.5).toFixed(1)}, p99 ${slowest.toFixed(1)}, most ${Math.max(...ms).toFixed(1)}`,
  )
  const isMet =
    blocked === 0 && refused.size === 0 && median >= peakTarget.from && median <= peakTarget.to && slowest <= msTarget
  console.log(isMet ? 'met' : 'MISSED')
  if (!isMet) process.exitCode = 1
}

/**
 * Highest week over the mean of the last four, for runners with room to grow: eight weeks and more, no flag or break,
 * half as many minutes again as the base takes. Null: not one of them.
 */
function peakOverBase({ athlete, basis, history, goal, start }: PlanRequest, plan: Plan): number | null {
  const runs = history.sessions.filter(({ family }) => family === 'run')
  const last = runs.reduce((max, { date }) => (date > max ? date : max), '0000-01-01')
  const isFree =
    !athlete.isInjured &&
    !athlete.isIll &&
    !athlete.isPregnant &&
    (athlete.pain ?? 0) < 4 &&
    (athlete.ageYears ?? 30) >= 18
  const minutes = athlete.availability.minutes.reduce<number>(
    (sum, free, day) => sum + (free ?? (day >= 5 ? 180 : 75)),
    0,
  )
  const baseMinutes = ((basis.weeklyM / 1000) * (basis.thresholdPace ?? 360) * 1.26) / 60
  const isRunner = !['bike', 'swim', 'tri', 'return'].includes(goal.kind)
  const hasTime = daysBetween(start, plan.end) >= 56
  if (
    !isFree ||
    !isRunner ||
    !hasTime ||
    basis.weeklyM === 0 ||
    minutes < 1.5 * baseMinutes ||
    daysBetween(last, athlete.today) > 7
  )
    return null
  const weeks = plan.weeks.map(({ workouts }) =>
    workouts.reduce((sum, { sport, type, est }) => sum + (isRun(sport) && type !== 'race' ? est.m : 0), 0),
  )
  return Math.max(...weeks) / basis.weeklyM
}
