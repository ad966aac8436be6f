import { addDays, mondayOf } from '@rc/domain'
import type { Texts } from './behaviour.ts'

// What a good model would say to the requests of the coach, from the facts that are in them.

interface Facts {
  today: string
  goal: { raceDate: string | null }
  weeks?: { runKm: number }[]
  plan?: { sessions: { key: string; type: string; locked: boolean }[] }
  calendar: { days: [date: string, weekday: string, minutes: number | null][] }
}

type Turn = { role?: unknown; content?: unknown }

const turnsOf = (asked: Record<string, unknown>): Turn[] => {
  const turns = asked['messages'] ?? asked['input']
  return Array.isArray(turns) ? (turns as Turn[]) : []
}
const textOf = ({ content }: Turn): string => (typeof content === 'string' ? content : '')

/** A plan, less of a week, or a word, as was asked; in the language of the question. */
export function answerAsCoach(asked: Record<string, unknown>): Texts {
  const users = turnsOf(asked)
    .filter(({ role }) => role === 'user')
    .map(textOf)
  const facts = factsOf(users.find((text) => text.startsWith('FACTS')) ?? '')
  const question = users.findLast((text) => !text.startsWith('FACTS') && !text.startsWith('Your answer')) ?? ''
  if (facts === null) return { good: draft({ reply: 'ok' }), unsafe: draft({ reply: 'ok' }) }
  const isKorean = /[가-힣]/.test(question)
  const unsafe = draft({ reply: 'Go hard every day!', intent: 'propose_plan', sessions: hardEveryDay(facts) })
  if (/계획|plan|준비/i.test(question))
    return {
      good: draft({
        reply: isKorean
          ? '지금 달리는 양에서 **천천히** 늘려 가요.\n- 쉬운 달리기가 대부분\n- 주말에 롱런'
          : 'We grow **slowly** from what you run now.',
        intent: 'propose_plan',
        sessions: weeksOf(facts, isKorean),
      }),
      unsafe,
    }
  const open = facts.plan?.sessions.filter(({ locked, type }) => !locked && type !== 'race') ?? []
  if (/조정|줄|adjust|less|easier/i.test(question) && open.length > 0)
    return {
      good: draft({
        reply: isKorean ? '이번 주는 조금 가볍게 가요.' : 'A lighter week.',
        intent: 'propose_change',
        changes: open.slice(0, 2).map(({ key }) => ({ ...change, op: 'scale', key, factor: 0.75 })),
      }),
      unsafe,
    }
  return {
    good: draft({ reply: isKorean ? '최근 기록을 보면 **회복**이 먼저예요.' : 'Recovery comes first.' }),
    unsafe,
  }
}

const change = { key: null, date: null, template: null, km: null, min: null, reps: null, factor: null, note: null }
const draft = (parts: object): string =>
  JSON.stringify({ reply: '', intent: 'answer', sessions: [], changes: [], questions: [], ...parts })

function factsOf(text: string): Facts | null {
  const json = text.split('\n')[1]
  return json === undefined ? null : (JSON.parse(json) as Facts)
}

const session = (
  date: string,
  template: string,
  km: number,
  note: string | null = null,
  reps: number | null = null,
) => ({
  date,
  template,
  km: Number(km.toFixed(1)),
  min: null,
  reps,
  note,
  sources: [],
})

const mostWeeks = 12

/** Three or four runs a week on days that are free, five per cent more each week, every fourth lighter. */
function weeksOf({ today, goal, weeks = [], calendar }: Facts, isKorean: boolean) {
  const recent = weeks.slice(-5, -1).map(({ runKm }) => runKm)
  const baseKm = Math.max(9, recent.reduce((sum, km) => sum + km, 0) / Math.max(1, recent.length))
  const end = goal.raceDate ?? addDays(today, 7 * 8)
  const byWeek = [
    ...Map.groupBy(
      calendar.days.filter(([date, , minutes]) => date > today && date < end && minutes !== 0),
      ([date]) => mondayOf(date),
    ).values(),
  ].slice(0, mostWeeks)
  return byWeek.flatMap((days, i) => {
    const km = baseKm * (i % 4 === 3 ? 0.75 : 1.04 ** Math.min(i, 6))
    const picked = days.filter((_, nth) => nth % 2 === 1).slice(0, 3)
    const shares = [0.3, 0.3, 0.36]
    return picked.map(([date], nth) =>
      nth === 2
        ? session(date, 'long_easy', km * shares[nth]!, isKorean ? '천천히 길게 달려요' : 'Slow and long')
        : session(date, 'easy_run', km * shares[nth]!),
    )
  })
}

const hardEveryDay = ({ today }: Facts) =>
  Array.from({ length: 28 }, (_, i) => session(addDays(today, i + 1), 'vo2_1000', 45, null, 30))
