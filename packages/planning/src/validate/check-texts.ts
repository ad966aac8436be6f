import type { Plan, Workout } from '../model/plan.ts'
import type { Finding } from './finding.ts'
import type { PlanView } from './plan-view.ts'
import { ruleLimits } from './rules.ts'

/** Links, markup and characters that hide or turn text. */
const active =
  /https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|io|kr|co|ai|app|dev|xyz|info|me|ru|cn)\b|<\/?[a-z!][^>]*>?|&(?:lt|gt|#\d+|#x[0-9a-f]+);|!?\[[^\]]*\]\s*\(|\b(?:javascript|data|vbscript|file):|[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n\r])\p{Cc}/iu
const doses =
  /\d+(?:\.\d+)?\s*(?:mg|mcg|µg|밀리그램)\b|\d+\s*(?:정|알)(?:을|씩|\s)|이부프로펜|타이레놀|아세트아미노펜|진통제|소염제|항생제|스테로이드|\b(?:ibuprofen|paracetamol|acetaminophen|tylenol|advil|aspirin|naproxen|steroids?|antibiotics?|nsaids?)\b|진단(?:됩니다|돼요|했|받)|\byou have (?:a |an )?(?:stress fracture|tendinitis|tendinopathy|plantar fasciitis|shin splints|anemia|itbs)|(?:골절|건염|족저근막염|빈혈)(?:입니다|이에요|예요)/i
const personal =
  /[\w.+-]+@[\w-]+\.[\w.]+|(?:\+?82[-\s]?|0)1[016789][-.\s]?\d{3,4}[-.\s]?\d{4}|\+\d{1,3}[-.\s]?\(?\d{1,4}\)?(?:[-.\s]?\d{2,4}){2,4}|\b\d{2,3}-\d{3,4}-\d{4}\b|-?\d{1,3}\.\d{4,}\s*[,/ ]\s*-?\d{1,3}\.\d{4,}/

/** One text of a plan and where it stands. */
interface PlanText {
  text: string
  at: Finding['at']
  max: number
}

/** Every text a reader of the plan will see. */
function textsOf(plan: Plan): PlanText[] {
  const own: PlanText[] = [
    { text: plan.title, at: { path: 'title' }, max: 80 },
    { text: plan.goal.note ?? '', at: { path: 'goal.note' }, max: 300 },
    ...plan.assumptions.map((text) => ({ text, at: { path: 'assumptions' }, max: 200 })),
  ]
  const weeks = plan.weeks.flatMap((week) => [
    { text: week.focus, at: { week: week.index, path: 'focus' }, max: 200 },
    ...week.workouts.flatMap((workout) => textsOfWorkout(workout, week.index)),
  ])
  return [...own, ...weeks].filter(({ text }) => text !== '')
}

function textsOfWorkout(workout: Workout, week: number): PlanText[] {
  const { key, date, title, purpose, sources } = workout
  const at = (path: string) => ({ week, key, date, path })
  const steps = workout.steps.flatMap((item) => (item.kind === 'step' ? [item] : item.steps))
  return [
    { text: title, at: at('title'), max: 80 },
    { text: purpose, at: at('purpose'), max: 400 },
    ...sources.map((text) => ({ text, at: at('sources'), max: 60 })),
    ...steps.flatMap(({ name, note }) => [
      { text: name ?? '', at: at('name'), max: 40 },
      { text: note ?? '', at: at('note'), max: 200 },
    ]),
  ]
}

/** X01 to X06 and E02. One finding of each rule for one place. */
export function checkTexts({ plan, athlete }: PlanView): Finding[] {
  const findings: Finding[] = []
  const add = (id: string, at: Finding['at'], data: Finding['data'] = {}) =>
    findings.push({ id, severity: 'block', at, data, repair: { do: 'clean' } })
  const texts = textsOf(plan)
  const isActive = remember(isActiveText)
  const isDose = remember(isDoseText)
  const isPersonal = remember(isPersonalText)
  for (const { text, at, max } of texts) {
    if (isActive(text)) add('X01', at)
    if (text.length > max) {
      add('X02', at, { length: text.length, max })
      if (at.path === 'title' || at.path === 'note') add('E02', at, { length: text.length, max })
    }
    if (at.path === 'sources') continue
    if (isDose(text)) add('X05', at)
    if (isPersonal(text)) add('X06', at)
  }
  for (const { key, date, sources } of plan.weeks.flatMap((week) => week.workouts)) {
    const unknown = sources.find((source) => !athlete.knownSources.includes(source))
    if (unknown !== undefined)
      findings.push({
        id: 'X03',
        severity: 'warn',
        at: { key, date },
        data: { source: unknown },
        repair: { do: 'clean' },
      })
  }
  const language = checkLanguage(plan.locale, texts)
  return language === null ? findings : [...findings, language]
}

const isActiveText = (text: string): boolean => active.test(text.normalize('NFKC')) || active.test(text)
const isDoseText = (text: string): boolean => doses.test(text)
const isPersonalText = (text: string): boolean => personal.test(text)

/** Text that no plan may hold. */
export const isUnfit = (text: string): boolean => isActiveText(text) || isDoseText(text) || isPersonalText(text)

/** The same texts stand in many workouts. */
function remember<Answer>(judge: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>()
  return (text) => {
    const found = known.get(text) ?? judge(text)
    known.set(text, found)
    return found
  }
}

/** X04: most letters are of the language of the page; abbreviations count for neither. */
function checkLanguage(locale: Plan['locale'], texts: readonly PlanText[]): Finding | null {
  const { minShare, fromLetters } = ruleLimits('X04')
  const letters = remember(lettersOf)
  let own = 0
  let total = 0
  for (const { text, at } of texts) {
    if (at.path === 'sources') continue
    const { korean, latin, all } = letters(text)
    own += locale === 'ko' ? korean : latin
    total += all
  }
  if (total < fromLetters || own / total >= minShare) return null
  return { id: 'X04', severity: 'warn', at: {}, data: { pct: (100 * own) / total }, repair: null }
}

function lettersOf(text: string): { korean: number; latin: number; all: number } {
  const words = text.replaceAll(/\b[A-Z0-9]{1,6}\b|\b(?:km|min|bpm|max)\b/g, '')
  const count = (letter: RegExp) => words.match(letter)?.length ?? 0
  return { korean: count(/[\uac00-\ud7a3]/g), latin: count(/[a-z]/gi), all: count(/\p{L}/gu) }
}
