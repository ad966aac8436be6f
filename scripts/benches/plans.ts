import { daysBetween } from '@rc/domain'
import { isRun, judgePlan, planTraining, type Plan, type PlanRequest } from '@rc/planning'
import { diceOf, mutants, simulateAthlete } from '@rc/planning/simulate'
import { percentile } from '../measure/figures.ts'

const athletes = 10_000
const peakTarget = { from: 1.15, to: 1.45 }
const msTarget = 20

/** Every so many athletes also get a plan of each bad kind. */
const usualEvery = 20
/** Drafts made before the first that is measured. */
const warmUps = 500
const caughtTarget = 0.999

/**
 * ./scripts/bench plans [N] [EVERY]: drafts for N simulated athletes, what the validator says of them, how far they dare, how long
 * they take; then each kind of bad plan made from every EVERYth of them, and how many the expected rule catches.
 */
export async function run([count, every]: string[]): Promise<void> {
  const mutateEvery = every === undefined ? usualEvery : Number(every)
  const n = count === undefined ? athletes : Number(count)
  const ms: number[] = []
  const cpuMs: number[] = []
  const peaks: number[] = []
  const refused = new Map<string, number>()
  let blocked = 0
  const tallies = new Map<string, { tried: number; caught: number }>()
  // Others than those that are measured: a server that has just started compiles while it drafts.
  for (let seed = n + 1; seed <= n + warmUps; seed++) planTraining(simulateAthlete(seed))
  for (let seed = 1; seed <= n; seed++) {
    const request = simulateAthlete(seed)
    const started = performance.now()
    const before = process.threadCpuUsage()
    const drafted = planTraining(request)
    ms.push(performance.now() - started)
    const spent = process.threadCpuUsage(before)
    cpuMs.push((spent.user + spent.system) / 1000)
    if (!drafted.ok) {
      for (const why of drafted.missing) refused.set(why, (refused.get(why) ?? 0) + 1)
      continue
    }
    if (drafted.value.verdict.verdict === 'block') blocked++
    const peak = peakOverBase(request, drafted.value.plan)
    if (peak !== null) peaks.push(peak)
  }
  // Afterwards, so that no draft pays for their garbage.
  for (let seed = mutateEvery; seed <= n; seed += mutateEvery) {
    const request = simulateAthlete(seed)
    const drafted = planTraining(request)
    if (drafted.ok) tryMutants(drafted.value.plan, request, seed, tallies)
  }
  const refusals = [...refused].map(([why, times]) => `${why} ${times}`).join(', ') || 'none'
  const median = percentile(peaks, 0.5)
  // The clock also counts waiting for others on a busy machine; the time of the thread comes in steps of 4 ms.
  const slowest = Math.min(Math.max(...ms), Math.max(...cpuMs))
  console.log(`athletes ${n}, blocked ${blocked}, without a plan: ${refusals}`)
  console.log(
    `peak over base, ${peaks.length} with room to grow: median ${median.toFixed(2)}, p10 ${percentile(peaks, 0.1).toFixed(2)}, p90 ${percentile(peaks, 0.9).toFixed(2)}`,
  )
  const line = (name: string, values: readonly number[]) =>
    `${name}: mean ${(values.reduce((sum, each) => sum + each, 0) / n).toFixed(1)} ms, p50 ${percentile(values, 0.5).toFixed(1)}, p99 ${percentile(values, 0.99).toFixed(1)}, most ${Math.max(...values).toFixed(1)}`
  console.log(line('time', ms))
  console.log(line('of its thread', cpuMs))
  console.log(`longer than ${msTarget} ms: ${ms.filter((each) => each > msTarget).length} of ${n}`)
  const missed = [...tallies].filter(([, { tried, caught }]) => caught < caughtTarget * tried)
  const tried = [...tallies.values()].reduce((sum, each) => sum + each.tried, 0)
  const caught = [...tallies.values()].reduce((sum, each) => sum + each.caught, 0)
  console.log(`bad plans: ${tallies.size} kinds, ${caught} of ${tried} caught by the expected rule`)
  for (const [name, tally] of missed) console.log(`  ${name}: ${tally.caught} of ${tally.tried}`)
  const isMet =
    missed.length === 0 &&
    blocked === 0 &&
    refused.size === 0 &&
    median >= peakTarget.from &&
    median <= peakTarget.to &&
    slowest <= msTarget
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

function tryMutants(
  plan: Plan,
  { athlete, history }: PlanRequest,
  seed: number,
  tallies: Map<string, { tried: number; caught: number }>,
): void {
  for (const { name, expect, mutate } of mutants) {
    const bad = mutate({ plan, athlete, history }, diceOf(seed))
    if (bad === null) continue
    const tally = tallies.get(name) ?? { tried: 0, caught: 0 }
    const { block, warn } = judgePlan(bad.plan, bad.athlete, bad.history)
    tally.tried++
    if ([...block, ...warn].some((id) => expect.includes(id))) tally.caught++
    else if (tally.tried - tally.caught <= 2)
      console.log(`  ${name} of athlete ${seed} not caught: ${block.join(' ')} / ${warn.join(' ')}`)
    tallies.set(name, tally)
  }
}
