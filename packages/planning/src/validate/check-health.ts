import { addDays } from '@rc/domain'
import { isTraining } from '../model/plan.ts'
import type { Finding } from './finding.ts'
import type { PlanView } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** What a doctor should hear of first, in both languages. */
const redFlags =
  /가슴\s*(이|에|쪽이|쪽에)?\s*(통증|아프|아파|조이|답답)|흉통|실신|기절|의식을?\s*잃|호흡\s*곤란|숨이?\s*(안|못)\s*쉬|심장\s*(마비|이\s*아프)|피로\s*골절|chest\s*(pain|tight|pressure)|faint(ed|ing)?\b|passed\s*out|blacked\s*out|short(ness)?\s*of\s*breath\s*at\s*rest|can(no|')?t\s*breathe|breathless|stress\s*fracture|heart\s*attack|coughing\s*blood/i
/** Rapid loss of weight and advice on medicine. */
const noAdvice =
  /(\d+|몇)\s*(kg|킬로)[^.]{0,20}(빼|감량)|급격?히?\s*(감량|살)|단기간[^.]{0,10}(감량|빼)|굶|이뇨제|다이어트\s*약|진통제|약을?\s*(먹|복용|추천)|lose\s*\d+\s*(kg|kilos|pounds|lbs?)|rapid\s*weight\s*loss|crash\s*diet|diuretic|which\s*(drug|medicine|painkiller)|painkiller|ibuprofen|medication/i

/** The words in a text that a doctor should hear of before anybody trains on; null: none. */
export const findRedFlag = (text: string): string | null => text.normalize('NFC').match(redFlags)?.[0] ?? null
/** The words in a text that ask for rapid loss of weight or for medicine; null: none. */
export const findRefused = (text: string): string | null => text.normalize('NFC').match(noAdvice)?.[0] ?? null

/** V18, H03 to H08: gates that no plan passes until the athlete says they are well. */
export function checkHealth(view: PlanView): Finding[] {
  return [...checkOpenGate(view), ...checkIllness(view), ...checkAge(view), ...checkWords(view), ...checkWeather(view)]
}

function checkOpenGate({ athlete, sessions, plan }: PlanView): Finding[] {
  const { isInjured, injuryUntil, isIll, pain, today } = athlete
  const inPain = pain !== null && pain >= ruleLimits('V18').painFrom
  const gate = isIll ? 'illness' : inPain ? 'pain' : isInjured ? 'injury' : null
  if (gate === null) return []
  const clearedFrom = gate === 'injury' ? injuryUntil : null
  return sessions.flatMap(({ workout, isRun, isHard, week }): Finding[] => {
    if (!isRun || workout.date < today || (clearedFrom !== null && workout.date >= clearedFrom)) return []
    const at = { week, key: workout.key, date: workout.date }
    const repair = { do: 'drop', key: workout.key } as const
    const found: Finding[] = [{ id: 'V18', severity: 'block', at, data: { gate }, repair }]
    const isSoon = workout.date <= addDays(today > plan.start ? today : plan.start, ruleLimits('H03').days)
    if (gate === 'injury' && isHard && isSoon) found.push({ id: 'H03', severity: 'block', at, data: {}, repair })
    return found
  })
}

function checkIllness({ athlete, sessions }: PlanView): Finding[] {
  if (!athlete.isIll) return []
  const until = addDays(athlete.today, ruleLimits('H04').days)
  return sessions.flatMap(({ workout, week }): Finding[] => {
    if (!isTraining(workout) || workout.date < athlete.today || workout.date >= until) return []
    const at = { week, key: workout.key, date: workout.date }
    return [{ id: 'H04', severity: 'block', at, data: { until }, repair: { do: 'drop', key: workout.key } }]
  })
}

/** H06 for the young and the pregnant: nothing hard; lighter weeks of the older are with the deloads. */
function checkAge({ athlete, sessions }: PlanView): Finding[] {
  const isYoung = athlete.ageYears !== null && athlete.ageYears < ruleLimits('H06').youngUnderYears
  if (!isYoung && !athlete.isPregnant) return []
  return sessions.flatMap(({ workout, isHard, week, isGoalRace, est }): Finding[] => {
    if (!isHard || isGoalRace || (workout.type === 'long' && est.hardS === 0)) return []
    const at = { week, key: workout.key, date: workout.date }
    const data = { reason: isYoung ? 'age' : 'pregnancy' }
    return [{ id: 'H06', severity: 'block', at, data, repair: { do: 'ease', key: workout.key } }]
  })
}

function checkWords({ athlete, plan }: PlanView): Finding[] {
  const words = [...athlete.words, plan.goal.note ?? ''].join('\n').normalize('NFC')
  const found: Finding[] = []
  const add = (id: string, match: RegExpMatchArray | null) => {
    if (match) found.push({ id, severity: 'block', at: {}, data: { words: match[0] }, repair: null })
  }
  add('H05', words.match(redFlags))
  add('H08', words.match(noAdvice))
  return found
}

function checkWeather({ athlete, sessions }: PlanView): Finding[] {
  const { hotC, badAir } = ruleLimits('H07')
  const bad = new Map(
    athlete.weather.flatMap(({ date, maxC, airQuality }) =>
      (maxC ?? 0) >= hotC || (airQuality ?? 0) >= badAir
        ? [[date, { maxC: maxC ?? 0, airQuality: airQuality ?? 0 }]]
        : [],
    ),
  )
  return sessions.flatMap(({ workout, isHard, week }): Finding[] => {
    const data = bad.get(workout.date)
    if (!data || !isHard) return []
    return [{ id: 'H07', severity: 'warn', at: { week, key: workout.key, date: workout.date }, data, repair: null }]
  })
}
