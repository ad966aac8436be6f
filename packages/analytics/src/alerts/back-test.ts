import { addDays, alertLevels, daysBetween, type AlertLevel, type AlertRuleId, type LocalDate } from '@rc/domain'
import type { MorningFacts } from './alert-rule.ts'
import { judgeMorning } from './judge-morning.ts'
import type { Morning } from './morning-facts.ts'
import { alertRules } from './registry.ts'

type SetbackKind = 'illness' | 'pain' | 'overload'

/** A stretch of days on which the athlete is known to have been ill, hurt or overloaded; both ends included. */
export interface Setback<Kind extends SetbackKind = SetbackKind> {
  kind: Kind
  from: LocalDate
  to: LocalDate
}

/** Mornings in a row on which a signal was up. */
interface Episode {
  from: LocalDate
  to: LocalDate
  /** Index of the setback it belongs to; null: a false alarm. */
  setback: number | null
}

interface Outcome {
  setback: number
  /** First morning of the signal in the setback's window. */
  firstOn: LocalDate | null
  /** Days after the setback began; negative: before it was felt. */
  afterDays: number | null
  isHit: boolean
}

/** How one signal, a rule or a level and all above it, would have done. */
export interface SignalRecord {
  id: AlertRuleId | AlertLevel
  /** Mornings on which it had what it looks at. */
  lookedDays: number
  firedDays: number
  episodes: Episode[]
  outcomes: Outcome[]
  falseAlarms: number
  /** Null: it never looked. */
  falseAlarmsPerMonth: number | null
}

/** Up at most three days after the setback began is in time. */
const inTimeDays = 3
/** The body knows of an illness before the athlete does; nothing is known of what has not been done yet. */
const leadDays: Record<SetbackKind, number> = { illness: 2, pain: 0, overload: 0 }
/** What a setback leaves in a 7-day mean is no false alarm. */
const echoDays = 7
const monthDays = 365.25 / 12

/** A single unknown or quiet morning in between does not make two alarms of one. */
const bridgedDays = 2

const levels = ['watch', 'caution', 'alert'] as const satisfies AlertLevel[]

/** The mornings on which a signal belongs to the setback. */
const windowOf = ({ kind, from, to }: Setback): { from: LocalDate; to: LocalDate } => ({
  from: addDays(from, -leadDays[kind]),
  to: addDays(to, echoDays),
})

type Look = { date: LocalDate; isUp: boolean | null }

function episodesOf(looks: readonly Look[], setbacks: readonly Setback[]): Episode[] {
  const episodes: Episode[] = []
  for (const { date, isUp } of looks) {
    if (isUp !== true) continue
    const last = episodes.at(-1)
    if (last && daysBetween(last.to, date) <= bridgedDays) last.to = date
    else episodes.push({ from: date, to: date, setback: null })
  }
  for (const episode of episodes) {
    const index = setbacks.findIndex((setback) => {
      const window = windowOf(setback)
      return episode.to >= window.from && episode.from <= window.to
    })
    episode.setback = index < 0 ? null : index
  }
  return episodes
}

function outcomeOf(setback: Setback, index: number, looks: readonly Look[]): Outcome {
  const { from, to } = windowOf(setback)
  const first = looks.find(({ date, isUp }) => isUp === true && date >= from && date <= to)
  const afterDays = first ? daysBetween(setback.from, first.date) : null
  return {
    setback: index,
    firstOn: first?.date ?? null,
    afterDays,
    isHit: afterDays !== null && afterDays <= inTimeDays,
  }
}

function recordOf(id: SignalRecord['id'], looks: readonly Look[], setbacks: readonly Setback[]): SignalRecord {
  const episodes = episodesOf(looks, setbacks)
  const lookedDays = looks.filter(({ isUp }) => isUp !== null).length
  const falseAlarms = episodes.filter(({ setback }) => setback === null).length
  return {
    id,
    lookedDays,
    firedDays: looks.filter(({ isUp }) => isUp === true).length,
    episodes,
    outcomes: setbacks.map((setback, index) => outcomeOf(setback, index, looks)),
    falseAlarms,
    falseAlarmsPerMonth: lookedDays === 0 ? null : (falseAlarms * monthDays) / lookedDays,
  }
}

/** What setbacks are told by must not foretell them. */
const blind = (facts: MorningFacts): MorningFacts => ({ ...facts, isIll: null, pain: null })

/**
 * The morning check replayed over a history: for every rule, and for each level and those above it, which setbacks it
 * would have flagged within three days of their beginning (hit), which later or never (miss), and how often it was up
 * without one (false alarm: an episode that touches no setback, from its beginning, or two days before an illness, until a
 * week after it). The health
 * gate is left out, since setbacks are known by what it reads; sick notes do not count towards levels either. Mornings
 * ascend. Evidence D; it tells of this athlete's past and promises nothing.
 */
export function backTest(mornings: readonly Morning[], setbacks: readonly Setback[]): SignalRecord[] {
  const judged = mornings.map(({ date, facts }) => ({ date, judgement: judgeMorning(blind(facts)) }))
  const rules = alertRules.filter(({ domain }) => domain !== 'gate')
  const rank = (level: AlertLevel): number => alertLevels.indexOf(level)
  return [
    ...levels.map((level) => {
      const looks = judged.map(({ date, judgement }): Look => {
        const sawNothing = judgement.unknown.length === alertRules.length
        return { date, isUp: sawNothing ? null : rank(judgement.level) >= rank(level) }
      })
      return recordOf(level, looks, setbacks)
    }),
    ...rules.map(({ id }) => {
      const looks = judged.map(({ date, judgement: { flags, unknown } }): Look => ({
        date,
        isUp: unknown.includes(id) ? null : flags.some(({ rule }) => rule === id),
      }))
      return recordOf(id, looks, setbacks)
    }),
  ]
}

/** Days in a row of which the athlete says the same, as setbacks; a pause of one day is bridged. Days ascend. */
export function setbacksOf<Kind extends SetbackKind>(kind: Kind, days: readonly LocalDate[]): Setback<Kind>[] {
  const found: Setback<Kind>[] = []
  for (const date of days) {
    const last = found.at(-1)
    if (last && daysBetween(last.to, date) <= bridgedDays) last.to = date
    else found.push({ kind, from: date, to: date })
  }
  return found
}
