import type { Assessment } from '@rc/db/queries/mornings'
import type { AlertLevel, AlertRuleId } from '@rc/domain'

export interface Note {
  title: string
  lines: string[]
}

type Locale = 'ko' | 'en'
type Words = Record<Locale, string>

// The one text that leaves the house by itself: the pages have their own words. Never a diagnosis, never an order.

const titles: Record<AlertLevel, Words> = {
  none: { ko: '오늘 아침은 평소와 같아요', en: 'This morning is like any other' },
  watch: { ko: '살펴볼 신호가 하나 있어요', en: 'One sign to keep an eye on' },
  caution: { ko: '회복 부족 신호가 보여요', en: 'Signs of poor recovery' },
  alert: { ko: '회복 부족 신호가 뚜렷해요', en: 'Clear signs of poor recovery' },
  stop: { ko: '오늘은 쉬는 날로 해요', en: 'Make today a day of rest' },
}

const texts: Record<AlertRuleId, Words> = {
  A1: { ko: 'HRV 7일 평균이 내 기준보다 낮아요.', en: 'The 7-day heart rate variability is below your range.' },
  A2: { ko: '안정시 심박이 평소보다 높아요.', en: 'The resting heart rate is above what is usual for you.' },
  A3: {
    ko: 'HRV는 낮고 안정시 심박은 높은 날이 나흘째예요.',
    en: 'Low heart rate variability and a raised resting heart rate, four days in a row.',
  },
  A4: {
    ko: '훈련이 쌓인 때에 HRV가 유난히 높아요. 더 좋아졌다는 뜻은 아닐 수 있어요.',
    en: 'Heart rate variability is unusually high deep in a block of training; that need not mean fresher.',
  },
  S1: { ko: '2주 평균 잠이 7시간보다 짧아요.', en: 'Less than 7 hours of sleep on average over two weeks.' },
  S2: { ko: '2주 동안 잠빚이 14시간을 넘었어요.', en: 'A sleep debt of 14 hours or more over two weeks.' },
  L1: { ko: '컨디션(TSB)이 −30보다 낮아요.', en: 'Form (TSB) is below −30.' },
  L2: { ko: '체력(CTL)이 한 주에 8 넘게 올랐어요.', en: 'Fitness (CTL) rose by more than 8 in a week.' },
  L3: { ko: '많은 훈련을 날마다 비슷하게 했어요.', en: 'A heavy week in which the days were much alike.' },
  I1: {
    ko: '어제 달리기가 지난 30일에서 가장 긴 달리기보다 10% 넘게 길었어요.',
    en: 'Yesterday’s run was more than 10% longer than the longest of the 30 days before.',
  },
  P1: { ko: '같은 심박에 나아간 거리가 평소보다 줄었어요.', en: 'Less speed for the same heart rate than usual.' },
  P2: { ko: '같은 운동이 평소보다 힘들게 느껴졌어요.', en: 'The session felt harder than it usually would.' },
  W1: {
    ko: '피로·근육통·기분·스트레스 가운데 둘 이상이 나쁘다고 적었어요.',
    en: 'Two or more of fatigue, soreness, mood and stress are noted as bad.',
  },
  G1: {
    ko: '아프거나 통증이 4 이상이라고 적었어요. 나을 때까지 쉬어요.',
    en: 'You noted illness, or pain of 4 or more. Rest until it is over.',
  },
}

const closing: Words = {
  ko: '가슴 통증, 실신, 쉬어도 가시지 않는 숨가쁨, 뼈의 통증이 있으면 멈추고 진료를 받으세요. 이 앱은 의료기기가 아니에요.',
  en: 'With chest pain, fainting, breathlessness at rest or bone pain, stop and see a doctor. This app is no medical device.',
}
const updated: Words = { ko: '늦게 온 기록으로 다시 살펴봤어요.', en: 'Looked at again with data that came late.' }
const stale: Words = { ko: '어젯밤 기록이 아직 다 오지 않았어요.', en: 'Not all of last night’s data has arrived.' }

function scoreLine(locale: Locale, score: unknown): string[] {
  if (typeof score !== 'number') return []
  return [locale === 'ko' ? `준비도 ${score} (참고 점수)` : `Readiness ${score} (for reference)`]
}

function domainsLine(locale: Locale, domains: number): string[] {
  if (domains === 0) return []
  return locale === 'ko'
    ? [`회복 부족 신호가 ${domains}개 영역에서 보여요.`]
    : [`Signs of poor recovery in ${domains} ${domains === 1 ? 'area' : 'areas'}.`]
}

/** In how many domains there are signs of poor recovery; a flag of injury risk and the gate are none. */
export const recoveryDomains = ({ flags }: Pick<Assessment, 'flags'>): number =>
  new Set(flags.map(({ domain }) => domain).filter((domain) => domain !== 'injury' && domain !== 'gate')).size

/** The morning in words, as it is shown and sent. */
export function writeNote(
  { level, flags, readiness, revision }: Pick<Assessment, 'level' | 'flags' | 'readiness' | 'revision'>,
  locale: Locale,
): Note {
  return {
    title: titles[level][locale],
    lines: [
      ...scoreLine(locale, readiness['score']),
      ...domainsLine(locale, recoveryDomains({ flags })),
      ...flags.map(({ rule }) => texts[rule][locale]),
      ...(readiness['isStale'] === true ? [stale[locale]] : []),
      ...(revision > 1 ? [updated[locale]] : []),
      ...(level === 'alert' || level === 'stop' ? [closing[locale]] : []),
    ],
  }
}
