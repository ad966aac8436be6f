import type { TemplateId } from '../templates/template-ids.ts'

/** What words say of a session, as one of our templates with its sizes. */
export interface SaidSession {
  template: TemplateId
  /** The words name it; else it is the nearest thing we have. */
  isSure: boolean
  km: number | null
  min: number | null
  reps: number | null
  /** Said in miles. */
  isMiles: boolean
}

type Rule = readonly [pattern: RegExp, template: TemplateId]

/** What is no interval and no run of its own comes first; the first that fits counts. */
const rules: readonly Rule[] = [
  [/css|수영.*역치|역치.*수영/i, 'swim_css'],
  [/(?:수영|swim|영법).*(?:드릴|기술|자세|drill|technique|form)|(?:드릴|drill).*(?:수영|swim)/i, 'swim_technique'],
  [/수영|swim|풀\s*훈련/i, 'swim_endurance'],
  [/(?:코어|플랭크|상체|core|plank|upper)(?!.*(?:러닝|달리기|run))/i, 'strength_b'],
  [/근력|웨이트|보강|스쿼트|헬스|strength|weights|\bgym\b|lifting/i, 'strength_a'],
  [/스트레칭|요가|모빌리티|가동성|폼\s*롤러|stretch|yoga|mobility|foam/i, 'mobility'],
  [/자전거|사이클|로라|크로스|일립티컬|cross[\s-]?train|\bbike\b|cycling|\bride\b|elliptical|spin/i, 'cross_bike_easy'],
  [/타임\s*트라이얼|기록\s*측정|테스트|time[\s-]?trial|\btest\b/i, 'time_trial'],
  [
    /걷고\s*달|달리고\s*걷|걷기\s*[/+&·]\s*(?:달|조깅|런)|런\s*[/+]\s*워크|run[\s/+-]*walk|walk[\s/+-]*run|couch to/i,
    'run_walk',
  ],
  [/언덕|오르막|업힐|\bhills?\b|uphill/i, 'short_hills'],
  [/파틀렉|변속주|인터벌\s*조깅|fartlek/i, 'fartlek'],
]
const longs = /롱\s*런|장거리|lsd|긴\s*달리기|long[\s-]*(?:slow\s*)?(?:run|distance)|\blong\b/i
const goalPace =
  /(?:목표|대회|레이스|하프|마라톤|10k|5k)\s*페이스|race[\s-]*pace|goal[\s-]*pace|marathon[\s-]*pace|\bhmp\b|\bmp\b|\bhmp\b/i
const progressive = /점진|빌드\s*업|프로그레션|progress|build[\s-]?up|fast[\s-]?finish/i
const after: readonly Rule[] = [
  [/크루즈|역치\s*인터벌|cruise|threshold\s*(?:interval|rep)/i, 'cruise_intervals'],
  [/템포|역치|젖산|tempo|threshold|\blt\b/i, 'tempo_continuous'],
  [/질주|스트라이드|윈드\s*스프린트|strides?\b/i, 'easy_strides'],
  [/회복|리커버리|recovery/i, 'recovery_run'],
  [/지속주|스테디|중강도|steady|moderate|aerobic/i, 'steady'],
  [/이지|조깅|편안|편하게|가볍|가벼운|느린|천천히|슬로우|easy|jog|zone\s*2|존\s*2|\bz2\b|유산소/i, 'easy_run'],
]
const rest = /^\W*(?:완전\s*|능동\s*)?(?:휴식|휴무|쉬는\s*날|쉼|쉬기|rest(?:\s*day)?|off(?:\s*day)?|day\s*off)(?:\W|$)/i
const race =
  /(?:대회|시합|레이스)(?!\s*(?:페이스|준비|대비|전|후|강도|속도|까지))|\brace(?:\s*day)?\b(?![\s-]*(?:pace|week|prep|effort|specific))|d-?day/i

/** The template and the sizes that words say; null: they name no session. */
export function readSession(words: string): SaidSession | null {
  const text = words.normalize('NFKC').slice(0, 1000)
  const sizes = sizesOf(text)
  const repeats = repeatsOf(text)
  const said = (template: TemplateId, isSure = true): SaidSession => ({
    template,
    isSure,
    ...sizes,
    reps: repeats?.count ?? null,
  })
  if (rest.test(text)) return { template: 'rest', isSure: true, km: null, min: null, reps: null, isMiles: false }
  for (const [pattern, template] of rules) if (pattern.test(text)) return said(template)
  if (longs.test(text)) {
    if (goalPace.test(text)) return said('long_mp_blocks')
    return said(progressive.test(text) ? 'long_progressive' : 'long_easy')
  }
  if (race.test(text)) return said('race')
  if (repeats !== null) return said(repeats.template ?? 'vo2_1000', repeats.template !== null)
  if (goalPace.test(text)) return said('race_pace_blocks')
  if (/인터벌|반복|vo2|스피드|intervals?\b|repeats?\b|speed|track|트랙/i.test(text)) return said('vo2_1000', false)
  for (const [pattern, template] of after) if (pattern.test(text)) return said(template)
  if (progressive.test(text)) return said('steady', false)
  if (/달리기|러닝|런닝|뛰기|\brun(?:ning)?\b|마라톤/i.test(text)) return said('easy_run', false)
  return sizes.km !== null ? said('easy_run', false) : null
}

/** Rounds: `5 x 1000m`, `6×3분`, `1km 5회`, `400m 10개`. */
function repeatsOf(text: string): { count: number; template: TemplateId | null } | null {
  const size = String.raw`(\d+(?:\.\d+)?)\s*(km|k(?![a-z])|킬로|m(?![a-z])|미터|mtr|분|min(?:utes?)?|'|초|sec(?:onds?)?|s(?![a-z]))`
  const front = new RegExp(String.raw`(\d{1,2})\s*(?:x|×|\*|회\s*x?|set\s*x?|세트\s*x?)\s*${size}`, 'i').exec(text)
  const back = new RegExp(
    String.raw`${size}\s*(?:x|×|\*|[-·,]?)\s*(\d{1,2})\s*(?:회|개|번|세트|reps?|sets?|times)`,
    'i',
  ).exec(text)
  const [count, amount, unit] = front ? [front[1], front[2], front[3]] : back ? [back[3], back[1], back[2]] : []
  if (count === undefined || amount === undefined || Number(count) < 1) return null
  return { count: Number(count), template: roundOf(Number(amount), unit!.toLowerCase()) }
}

function roundOf(amount: number, unit: string): TemplateId | null {
  if (/^(?:km|k|킬로)$/.test(unit)) return roundOf(amount * 1000, 'm')
  if (/^(?:m|미터|mtr)$/.test(unit)) {
    if (amount <= 100) return 'easy_strides'
    return amount <= 600 ? 'reps_200_400' : amount <= 1300 ? 'vo2_1000' : amount <= 3500 ? 'cruise_intervals' : null
  }
  if (/^(?:초|s|sec)/.test(unit)) return amount <= 40 ? 'easy_strides' : 'reps_200_400'
  return amount <= 1 ? 'reps_200_400' : amount <= 4.5 ? 'vo2_3min' : 'cruise_intervals'
}

const total = /(?:총|합계|전체|total|in all)\s*:?\s*/i

/**
 * The whole of a session: what is called the whole, else the only distance or time there is. Rounds and paces are none, so
 * that several sizes without a whole say nothing.
 */
function sizesOf(text: string): Pick<SaidSession, 'km' | 'min' | 'isMiles'> {
  const plain = text
    .replaceAll(/\d{1,2}\s*[x×*]\s*\d+(?:\.\d+)?\s*(?:km|k|m|킬로|미터|분|min)?/gi, ' ')
    .replaceAll(
      /\d{1,2}[:'′]\d{2}["″]?\s*(?:[-~–]\s*\d{1,2}[:'′]\d{2}["″]?)?\s*(?:\/\s*(?:km|mi|k|100m))?|\d{1,2}분\s*\d{1,2}초(?:\s*\/\s*km)?/gi,
      ' ',
    )
  const distance =
    /(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s*(?:(?:~|-|–|to)\s*(\d{1,3}(?:\.\d{1,2})?)\s*)?(km|킬로(?:미터)?|㎞|k(?![a-z])|mi(?:les?)?(?![a-z])|마일)/gi
  const found = [...plain.matchAll(distance)]
  const whole = found.find((match) => total.test(plain.slice(Math.max(0, match.index - 8), match.index)))
  const one = whole ?? (found.length === 1 ? found[0]! : null)
  const isMiles = one !== null && /^(?:mi|마일)/i.test(one[3]!)
  // Of a range the smaller one: less is never too much.
  const km = one === null ? null : Math.round(Number(one[1]) * (isMiles ? 160.9344 : 100)) / 100
  return { km, min: km === null && found.length === 0 ? minutesIn(plain) : null, isMiles }
}

function minutesIn(text: string): number | null {
  const hours = /(\d{1,2})\s*(?:시간|h(?:ours?|rs?)?(?![a-z]))\s*(?:(\d{1,2})\s*(?:분|m(?:in)?(?![a-z])))?/i.exec(text)
  if (hours) return 60 * Number(hours[1]) + Number(hours[2] ?? 0)
  const found = [...text.matchAll(/(?<![\d.])(\d{1,3})\s*(?:(?:~|-|–)\s*\d{1,3}\s*)?(?:분|min(?:ute)?s?(?![a-z]))/gi)]
  const whole = found.find((match) => total.test(text.slice(Math.max(0, match.index - 8), match.index)))
  const one = whole ?? (found.length === 1 ? found[0]! : null)
  return one === null ? null : Number(one[1])
}
