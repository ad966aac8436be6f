import { stretchesOf } from '../estimate/estimate-workout.ts'
import { isBike, isRun, type Basis, type Workout } from '../model/plan.ts'
import type { Loss } from './loss.ts'

const escaped: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
const xml = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => escaped[letter]!)

/**
 * A ZWO file: only time and a share of FTP or threshold, so that distances become their time, repeats are unrolled, and
 * what is not of a bike or a run is lost. Source: the reference of the format kept by its users.
 */
export function toZwo(workout: Workout, basis: Basis): { text: string; loss: Loss[] } {
  const loss: Loss[] = []
  if (!isBike(workout.sport) && !isRun(workout.sport)) loss.push({ path: 'sport', reason: 'sport' })
  if (workout.steps.some((item) => item.kind === 'repeat')) loss.push({ path: 'steps', reason: 'repeat' })
  const seen = new Set<string>()
  const once = (path: string, reason: Loss['reason']) => {
    if (!seen.has(`${path} ${reason}`)) loss.push({ path, reason })
    seen.add(`${path} ${reason}`)
  }
  const parts = stretchesOf(workout, basis).map(({ step, s, intensity }) => {
    if (step.end.type !== 'time') once('steps.end', 'end')
    if (step.secondary !== null) once('steps.secondary', 'secondary')
    if (!['power', 'powerPct', 'open'].includes(step.target.type)) once('steps.target', `target_${step.target.type}`)
    if (step.name !== null) once('steps.name', 'name')
    if (step.note !== null) once('steps.note', 'note')
    const time = `Duration="${Math.round(s)}"`
    const power = Math.round(100 * intensity) / 100
    if (step.intensity === 'rest' || intensity === 0) return `<FreeRide ${time}/>`
    if (step.intensity === 'warmup')
      return `<Warmup ${time} PowerLow="${Math.round(90 * intensity) / 100}" PowerHigh="${power}"/>`
    if (step.intensity === 'cooldown')
      return `<Cooldown ${time} PowerLow="${power}" PowerHigh="${Math.round(90 * intensity) / 100}"/>`
    return `<SteadyState ${time} Power="${power}"/>`
  })
  const sport = isRun(workout.sport) ? 'run' : 'bike'
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<workout_file>',
    '  <author>RunningCoach</author>',
    `  <name>${xml(workout.title)}</name>`,
    `  <description>${xml(workout.purpose)}</description>`,
    `  <sportType>${sport}</sportType>`,
    '  <workout>',
    ...parts.map((part) => `    ${part}`),
    '  </workout>',
    '</workout_file>',
    '',
  ].join('\n')
  return { text, loss }
}
