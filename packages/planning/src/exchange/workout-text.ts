import type { End, Repeat, Step, StepOrRepeat, Target } from '../model/plan.ts'
import { endLoss, targetLoss, type Loss } from './loss.ts'

/**
 * Steps as lines, the syntax of the editor and, without our own words, that of intervals.icu:
 *
 *     - 10m 6:00-6:30/km pace intensity=warmup
 *
 *     4x
 *     - 1km 4:10-4:20/km pace
 *     - 90s intensity=recovery
 *
 *     - lap press intensity=cooldown
 *
 * `m` is minutes, metres are `mtr`. Ours besides: rpe, ends by heart rate, power or energy, a second target after `+`,
 * stroke, tool, name, note, and `skip-last-rest`.
 */
export const writeWorkoutText = (steps: readonly StepOrRepeat[]): string => write(steps, 'own').text

/** The text intervals.icu takes, and what it has no words for. Source: its workout syntax as other clients write it. */
export const toIntervalsText = (steps: readonly StepOrRepeat[]): { text: string; loss: Loss[] } =>
  write(steps, 'intervals')

type Dialect = 'own' | 'intervals'

function write(steps: readonly StepOrRepeat[], dialect: Dialect): { text: string; loss: Loss[] } {
  const loss: Loss[] = []
  const lines: string[] = []
  for (const [i, item] of steps.entries()) {
    const path = `steps.${i}`
    if (item.kind === 'step') {
      lines.push(writeStep(item, path, dialect, loss))
      continue
    }
    if (dialect === 'intervals' && item.skipLastRest) loss.push({ path: `${path}.skipLastRest`, reason: 'repeat' })
    const skip = dialect === 'own' && item.skipLastRest ? ' skip-last-rest' : ''
    lines.push(
      '',
      `${item.count}x${skip}`,
      ...item.steps.map((step, j) => writeStep(step, `${path}.steps.${j}`, dialect, loss)),
      '',
    )
  }
  return {
    text: lines
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
    loss,
  }
}

function writeStep(step: Step, path: string, dialect: Dialect, loss: Loss[]): string {
  const words = ['-', writeEnd(step.end, path, dialect, loss)]
  if (step.ramp) {
    const isRange = ['pace', 'swimPace', 'hr', 'power', 'powerPct'].includes(step.target.type)
    if (dialect === 'own' || isRange) words.push('ramp')
    else loss.push({ path: `${path}.ramp`, reason: 'ramp' })
  }
  words.push(...writeTarget(step.target, `${path}.target`, dialect, loss))
  words.push(...writeSecond(step, `${path}.secondary`, dialect, loss))
  const { intensity, stroke, equipment, name, note } = step
  if (dialect === 'intervals' && intensity === 'recovery') loss.push({ path: `${path}.intensity`, reason: 'intensity' })
  if (intensity !== 'active')
    words.push(`intensity=${dialect === 'intervals' && intensity === 'recovery' ? 'rest' : intensity}`)
  if (dialect === 'intervals') {
    for (const [key, value] of Object.entries({ stroke, equipment }))
      if (value !== null) loss.push({ path: `${path}.${key}`, reason: 'swim' })
    if (name !== null) loss.push({ path: `${path}.name`, reason: 'name' })
    if (note !== null) loss.push({ path: `${path}.note`, reason: 'note' })
  } else {
    if (stroke !== null) words.push(`stroke=${stroke}`)
    if (equipment !== null) words.push(`tool=${equipment}`)
    if (name !== null) words.push(`name=${JSON.stringify(name)}`)
    if (note !== null) words.push(`note=${JSON.stringify(note)}`)
  }
  return words.filter(Boolean).join(' ')
}

/** Secondary targets: of intervals.icu only a cadence beside something else. */
function writeSecond({ target, secondary }: Step, path: string, dialect: Dialect, loss: Loss[]): string[] {
  if (secondary === null) return []
  if (dialect === 'own')
    return ['+', ...(secondary.type === 'open' ? ['open'] : writeTarget(secondary, path, dialect, loss))]
  const isPlain = secondary.type === 'cadence' && !['open', 'cadence', 'rpe'].includes(target.type)
  if (isPlain) return writeTarget(secondary, path, dialect, loss)
  loss.push({ path, reason: 'secondary' })
  return []
}

function writeEnd(end: End, path: string, dialect: Dialect, loss: Loss[]): string {
  switch (end.type) {
    case 'time':
      return duration(end.s)
    case 'distance':
      return end.m >= 1000 && end.m % 10 === 0 ? `${end.m / 1000}km` : `${end.m}mtr`
    case 'lap':
      return 'lap press'
    case 'hr':
    case 'power':
    case 'kcal':
      if (dialect === 'intervals') {
        loss.push(endLoss(path, 'end'))
        return 'lap press'
      }
      if (end.type === 'kcal') return `${end.kcal}kcal`
      return `until ${end.op === 'below' ? '<' : '>'}${end.type === 'hr' ? `${end.bpm}bpm` : `${end.w}w`}`
  }
}

function duration(s: number): string {
  const [h, m, rest] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60), s % 60]
  return `${h ? `${h}h` : ''}${m ? `${m}m` : ''}${rest || s === 0 ? `${rest}s` : ''}`
}

/** m:ss, with decimals of a second where there are any. */
const clock = (s: number): string => {
  const minutes = Math.floor(s / 60)
  const rest = Math.round((s - 60 * minutes) * 1000) / 1000
  return `${minutes}:${rest < 10 ? '0' : ''}${rest}`
}

function writeTarget(target: Target, path: string, dialect: Dialect, loss: Loss[]): string[] {
  switch (target.type) {
    case 'open':
      return []
    case 'pace':
      return [`${clock(target.fast)}-${clock(target.slow)}/km`, 'pace']
    case 'swimPace':
      return [`${clock(target.fast)}-${clock(target.slow)}/100m`, 'pace']
    case 'hr':
      return [`${target.lo}-${target.hi}bpm`]
    case 'hrZone':
      return [`Z${target.zone}`, 'HR']
    case 'power':
      return [`${target.lo}-${target.hi}w`]
    case 'powerPct':
      return [`${target.lo}-${target.hi}%`]
    case 'cadence':
      return [`${target.lo}-${target.hi}rpm`]
    case 'rpe':
      if (dialect === 'own') return [`rpe${target.lo}-${target.hi}`]
      loss.push(targetLoss(path, target))
      return []
  }
}

/** A line that could not be read, from 1. */
export interface TextProblem {
  line: number
  text: string
}

/**
 * Steps from text. Lines of a repeat follow `4x` until an empty line; anything else that is no step is a heading and
 * passed over. A bare `400m` is 400 minutes, as it is for intervals.icu, which is why it is told as a problem above 300.
 */
export function readWorkoutText(text: string): { steps: StepOrRepeat[]; problems: TextProblem[] } {
  const steps: StepOrRepeat[] = []
  const problems: TextProblem[] = []
  let open: Repeat | null = null
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '') {
      open = null
      continue
    }
    const rounds = /(?:^|\s)(\d{1,2})x(\s+skip-last-rest)?$/i.exec(line)
    if (rounds && !line.startsWith('-')) {
      open = { kind: 'repeat', count: Number(rounds[1]), skipLastRest: rounds[2] !== undefined, steps: [] }
      if (open.count >= 2) steps.push(open)
      else open = null
      continue
    }
    if (!line.startsWith('-')) continue
    const step = readStep(line.slice(1).trim())
    if (step === null) problems.push({ line: i + 1, text: line })
    else if (open === null) steps.push(step)
    else open.steps.push(step)
  }
  return { steps: steps.filter((item) => item.kind === 'step' || item.steps.length > 0), problems }
}

const intensityWords = ['warmup', 'active', 'recovery', 'rest', 'cooldown'] as const

function readStep(line: string): Step | null {
  const texts: Record<string, string> = {}
  const rest = line.replaceAll(/(name|note)=("(?:[^"\\]|\\.)*")/g, (_, key: string, json: string) => {
    texts[key] = readString(json)
    return ''
  })
  const [main, second] = rest.split(/\s\+\s/)
  const end = readEnd(main!)
  if (end === null) return null
  const word = (key: string) => new RegExp(`\\b${key}=([a-z_]+)`).exec(rest)?.[1] ?? null
  const intensity = intensityWords.find((each) => each === word('intensity')) ?? 'active'
  const withoutEnd = main!.slice(main!.match(endPattern)?.[0].length ?? 0)
  const targets = readTargets(withoutEnd)
  return {
    kind: 'step',
    intensity,
    end,
    target: targets[0] ?? { type: 'open' },
    secondary: second === undefined ? (targets[1] ?? null) : (readTargets(second)[0] ?? { type: 'open' }),
    ramp: /\bramp\b/i.test(withoutEnd),
    name: texts['name'] ?? null,
    note: texts['note'] ?? null,
    stroke: word('stroke') as Step['stroke'],
    equipment: word('tool') as Step['equipment'],
  }
}

function readString(json: string): string {
  try {
    return String(JSON.parse(json))
  } catch {
    return json.slice(1, -1)
  }
}

const endPattern =
  /^\s*(?:lap press|until\s*[<>]\s*\d+\s*(?:bpm|w)|\d+(?:\.\d+)?\s*(?:km|mtr|kcal)|(?:\d+h)?(?:\d+m)?(?:\d+s)?(?=\s|$))/i
/** Nobody means five hours and more. */
const mostMinutes = 300

function readEnd(line: string): End | null {
  const text = endPattern.exec(line)?.[0].trim().toLowerCase() ?? ''
  if (text === '') return null
  if (text === 'lap press') return { type: 'lap' }
  const number = Number(/\d+(?:\.\d+)?/.exec(text)?.[0])
  if (text.startsWith('until')) {
    const op = text.includes('<') ? ('below' as const) : ('above' as const)
    return text.endsWith('w') ? { type: 'power', op, w: number } : { type: 'hr', op, bpm: number }
  }
  if (text.endsWith('kcal')) return { type: 'kcal', kcal: number }
  if (text.endsWith('km')) return { type: 'distance', m: Math.round(1e6 * number) / 1000 }
  if (text.endsWith('mtr')) return { type: 'distance', m: number }
  const part = (unit: string) => Number(new RegExp(`(\\d+)${unit}`).exec(text)?.[1] ?? 0)
  const isMetres = /^\d+m$/.test(text) && part('m') > mostMinutes
  return isMetres ? null : { type: 'time', s: 3600 * part('h') + 60 * part('m') + part('s') }
}

function readTargets(text: string): Target[] {
  const found: { at: number; target: Target }[] = []
  const add = (pattern: RegExp, make: (match: RegExpExecArray) => Target) => {
    const match = pattern.exec(text)
    if (match) found.push({ at: match.index, target: make(match) })
  }
  const number = (digits: string | undefined) => Number(digits)
  const pair = (match: RegExpExecArray) => ({ lo: number(match[1]), hi: number(match[2] ?? match[1]) })
  const range = String.raw`(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?`
  add(/(\d+):(\d+(?:\.\d+)?)(?:-(\d+):(\d+(?:\.\d+)?))?\/(km|100m)/i, (match) => {
    const seconds = (at: number) => Math.round((60 * number(match[at]) + number(match[at + 1])) * 1000) / 1000
    const [fast, slow] = [seconds(1), match[3] === undefined ? seconds(1) : seconds(3)]
    return { type: match[5] === 'km' ? 'pace' : 'swimPace', fast, slow }
  })
  add(new RegExp(`${range}bpm`, 'i'), (match) => ({ type: 'hr', ...pair(match) }))
  add(/\bZ([1-5])\s+HR\b/i, (match) => ({ type: 'hrZone', zone: number(match[1]) }))
  add(new RegExp(`${range}w\\b`, 'i'), (match) => ({ type: 'power', ...pair(match) }))
  add(new RegExp(`${range}%`), (match) => ({ type: 'powerPct', ...pair(match) }))
  add(new RegExp(`${range}rpm`, 'i'), (match) => ({ type: 'cadence', ...pair(match) }))
  add(new RegExp(`rpe\\s*${range}`, 'i'), (match) => ({ type: 'rpe', ...pair(match) }))
  return found.toSorted((a, b) => a.at - b.at).map(({ target }) => target)
}
