import { templateIds } from '@rc/planning'

type Locale = 'ko' | 'en'
type Facts = Record<string, unknown>
type Row = Record<string, unknown>

// The words leave with the text, so that they are here and not among those of the pages.
const words = {
  ko: {
    title: (today: string) => `# 훈련 요약 (${today})`,
    intro: '아래는 제가 고른 저의 훈련 기록이에요. 이름과 위치, 메모는 들어 있지 않아요. null은 모른다는 뜻이에요.',
    goal: '## 목표',
    ageBand: '## 나이대',
    weeks: '## 최근 6주',
    weekColumns: [
      '월요일',
      '달리기 km',
      '시간',
      '횟수',
      '최장 km',
      '부하',
      '체력',
      '피로',
      '컨디션',
      '중강도 분',
      '고강도 분',
    ],
    trend: '## 12주 추세',
    perWeek: (km: string, change: string) => `주간 달리기 km: ${km}. 한 주에 평균 ${change}km씩 변했어요.`,
    beat: (m: string, runs: string, change: string) =>
      `고른 달리기 ${runs}번: 심박 한 번에 ${m}m, 한 주에 ${change}m씩 변했어요.`,
    lifetime: '## 지금까지',
    thresholds: '## 기준값',
    recovery: '## 오늘의 회복 상태',
    injuries: '## 부상',
    injuryColumns: ['부위', '쪽', '부터', '까지', '달리기 금지'],
    weight: '## 체중',
    plan: '## 지금 따르는 계획 (앞으로 4주)',
    planColumns: ['날짜', '종목', '종류', 'km', '분', '부하', '고정'],
    calendar: '## 요일별로 낼 수 있는 시간 (분)',
    anyTime: '제한 없음',
    mostDays: (days: number) => `한 주에 많아도 ${days}일`,
    otherDays: '다른 날',
    format: '## 답해 주면 좋은 형식',
    ask: '다음 JSON 하나로만 답해 주세요. 날짜는 YYYY-MM-DD, 쓰지 않는 크기는 null이에요. template은 이 목록에서만 골라 주세요:',
    weekdays: ['월', '화', '수', '목', '금', '토', '일'],
  },
  en: {
    title: (today: string) => `# Training summary (${today})`,
    intro:
      'What follows is what I chose to share of my training. It holds no names, places or notes. null means not known.',
    goal: '## Goal',
    ageBand: '## Age band',
    weeks: '## The last 6 weeks',
    weekColumns: [
      'Monday',
      'run km',
      'hours',
      'runs',
      'longest km',
      'load',
      'fitness',
      'fatigue',
      'form',
      'moderate min',
      'hard min',
    ],
    trend: '## Trend of 12 weeks',
    perWeek: (km: string, change: string) => `Running km a week: ${km}. On average it changed by ${change} km a week.`,
    beat: (m: string, runs: string, change: string) =>
      `${runs} steady runs: ${m} m on one heart beat, changing by ${change} m a week.`,
    lifetime: '## So far',
    thresholds: '## Thresholds',
    recovery: '## Recovery today',
    injuries: '## Injuries',
    injuryColumns: ['part', 'side', 'from', 'until', 'no running'],
    weight: '## Weight',
    plan: '## The plan I follow now (4 weeks ahead)',
    planColumns: ['date', 'sport', 'type', 'km', 'min', 'load', 'fixed'],
    calendar: '## Minutes I have by weekday',
    anyTime: 'no limit',
    mostDays: (days: number) => `At most ${days} days a week`,
    otherDays: 'Other days',
    format: '## The answer I would like',
    ask: 'Answer with one JSON object only. Dates are YYYY-MM-DD, sizes you do not use are null. Choose template from this list only:',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  },
} as const

/** The facts as Markdown that one can read, copy and send; what is not among them is not in it. */
export function summaryText(facts: Facts, locale: Locale, { withFormat }: { withFormat: boolean }): string {
  const w = words[locale]
  const section = (name: string, heading: string, body: (value: never) => string): string[] =>
    facts[name] === undefined || facts[name] === null ? [] : [heading, body(facts[name] as never), '']
  return [
    w.title(String(facts['today'])),
    w.intro,
    '',
    ...section('goal', w.goal, listed),
    ...section('ageBand', w.ageBand, (band: string) => band),
    ...section('weeks', w.weeks, (weeks: Row[]) => table(w.weekColumns, weeks)),
    ...section('trend12', w.trend, ({ runKmPerWeek, kmChangePerWeek, paceAtHeartRate }: Row) =>
      [
        w.perWeek((runKmPerWeek as number[]).join(', '), String(kmChangePerWeek)),
        ...beatOf(paceAtHeartRate as Row | null, w.beat),
      ].join('\n'),
    ),
    ...section('lifetime', w.lifetime, listed),
    ...section('thresholds', w.thresholds, listed),
    ...section('recovery', w.recovery, listed),
    ...section('injuries', w.injuries, (rows: Row[]) => (rows.length === 0 ? '-' : table(w.injuryColumns, rows))),
    ...section('weight', w.weight, listed),
    ...section('plan', w.plan, ({ sessions }: { sessions: Row[] }) =>
      table(
        w.planColumns,
        sessions.map(({ key: _key, template: _template, ...shown }) => shown),
      ),
    ),
    ...section('calendar', w.calendar, (calendar: Calendar) =>
      [
        weekdaysOf(calendar, locale),
        ...(typeof facts['mostDaysPerWeek'] === 'number' ? [w.mostDays(facts['mostDaysPerWeek'])] : []),
      ].join('\n'),
    ),
    ...(withFormat ? [w.format, w.ask, templateIds.join(', '), '', '```json', JSON.stringify(example), '```', ''] : []),
  ]
    .join('\n')
    .trim()
}

const beatOf = (beat: Row | null, say: (m: string, runs: string, change: string) => string): string[] =>
  beat === null ? [] : [say(String(beat['metresPerBeat']), String(beat['steadyRuns']), String(beat['changePerWeek']))]

/** What `/ai/import` reads back without any guess. */
export const example = {
  sessions: [
    { date: '2026-12-01', template: 'easy_run', km: 8, min: null, reps: null, note: null },
    { date: '2026-12-03', template: 'vo2_1000', km: null, min: null, reps: 5, note: null },
  ],
}

const listed = (value: Row): string =>
  Object.entries(value)
    .map(
      ([name, each]) => `- ${name}: ${typeof each === 'object' && each !== null ? JSON.stringify(each) : String(each)}`,
    )
    .join('\n')

const table = (columns: readonly string[], rows: readonly Row[]): string =>
  [columns, columns.map(() => '---'), ...rows.map((row) => Object.values(row).map(String))]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

interface Calendar {
  days: [date: string, weekday: string, minutes: number | null][]
}

/** One line of weekdays; days of the next weeks that differ from theirs stand below it. */
function weekdaysOf({ days }: Calendar, locale: Locale): string {
  const w = words[locale]
  const say = (minutes: number | null) => (minutes === null ? w.anyTime : String(minutes))
  const byDay = Map.groupBy(days, ([, weekday]) => weekday)
  const usual = new Map(
    [...byDay].map(([weekday, own]) => {
      const counts = Map.groupBy(own, ([, , minutes]) => minutes)
      return [weekday, [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]![0]] as const
    }),
  )
  const other = days.filter(([, weekday, minutes]) => minutes !== usual.get(weekday))
  const week = w.weekdays.map((weekday) => `${weekday} ${say(usual.get(weekday) ?? null)}`).join(' · ')
  return other.length === 0
    ? week
    : `${week}\n${w.otherDays}: ${other.map(([date, , minutes]) => `${date} ${say(minutes)}`).join(', ')}`
}
