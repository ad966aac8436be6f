import type { Locale } from '../model/plan.ts'
import type { TemplateId } from './template-ids.ts'

/** Title and purpose of each template. They are part of the plan and go to the watch; a page that offers a template calls it the same. */
export const templateWords: Record<TemplateId, Record<Locale, readonly [title: string, purpose: string]>> = {
  rest: { ko: ['휴식', '몸이 훈련을 받아들이는 날이에요.'], en: ['Rest', 'The day on which training sinks in.'] },
  recovery_run: {
    ko: ['회복 조깅', '아주 느리게, 다리를 풀어 주는 정도로만 달려요.'],
    en: ['Recovery run', 'Very slow, only to loosen the legs.'],
  },
  easy_run: {
    ko: ['이지런', '대화할 수 있는 편안한 강도로 유산소 기초를 쌓아요.'],
    en: ['Easy run', 'At a pace you can talk at; it builds the aerobic base.'],
  },
  easy_strides: {
    ko: ['이지런과 질주', '편안하게 달린 뒤 짧고 부드러운 가속으로 자세를 다듬어요.'],
    en: ['Easy run with strides', 'Easy running, then short smooth accelerations for form.'],
  },
  long_easy: {
    ko: ['롱런', '천천히 오래 달려 지구력을 길러요.'],
    en: ['Long run', 'Slow and long, for endurance.'],
  },
  long_progressive: {
    ko: ['점진 롱런', '편안하게 시작해 마지막 부분만 조금 힘 있게 달려요.'],
    en: ['Progressive long run', 'Starts easy, the last part is a little stronger.'],
  },
  long_mp_blocks: {
    ko: ['마라톤 페이스 롱런', '긴 달리기 안에서 마라톤 페이스에 익숙해져요.'],
    en: ['Long run with marathon pace', 'Getting used to marathon pace within a long run.'],
  },
  steady: {
    ko: ['꾸준히 달리기', '편안함과 역치 사이의 일정한 강도로 달려요.'],
    en: ['Steady run', 'An even effort between easy and threshold.'],
  },
  tempo_continuous: {
    ko: ['템포런', '한 시간쯤 유지할 수 있는 강도를 끊지 않고 이어 가요.'],
    en: ['Tempo run', 'Unbroken, at an effort you could hold for about an hour.'],
  },
  cruise_intervals: {
    ko: ['역치 인터벌', '역치 강도를 짧은 휴식으로 나누어 조금 더 오래 달려요.'],
    en: ['Cruise intervals', 'Threshold effort in parts with short rests.'],
  },
  vo2_1000: {
    ko: ['1000m 인터벌', '최대산소섭취량을 높이는 빠른 반복이에요.'],
    en: ['1000 m intervals', 'Fast repeats for maximal oxygen uptake.'],
  },
  vo2_3min: {
    ko: ['3분 인터벌', '3분씩 빠르게 달리고 천천히 회복해요.'],
    en: ['3-minute intervals', 'Three minutes fast, slow recovery.'],
  },
  short_hills: {
    ko: ['짧은 언덕', '짧은 오르막으로 힘과 자세를 길러요.'],
    en: ['Short hills', 'Short climbs for strength and form.'],
  },
  reps_200_400: {
    ko: ['200·400m 반복', '짧고 빠른 반복으로 달리기 효율을 높여요.'],
    en: ['200 and 400 m repeats', 'Short and fast, for running economy.'],
  },
  fartlek: {
    ko: ['파틀렉', '느낌대로 빠르게와 느리게를 오가며 달려요.'],
    en: ['Fartlek', 'Back and forth between fast and slow, by feel.'],
  },
  race_pace_blocks: {
    ko: ['대회 페이스 훈련', '목표 대회의 페이스를 몸에 익혀요.'],
    en: ['Race pace blocks', 'Learning the pace of the race.'],
  },
  time_trial: {
    ko: ['기록 측정', '지금의 실력을 재서 훈련 페이스를 다시 맞춰요.'],
    en: ['Time trial', 'Measures where you are, so that paces fit again.'],
  },
  race: { ko: ['대회', '준비한 만큼 즐겁게 달려요.'], en: ['Race', 'Enjoy what you have prepared for.'] },
  run_walk: {
    ko: ['걷고 달리기', '걷기와 달리기를 번갈아 하며 몸을 천천히 적응시켜요.'],
    en: ['Run and walk', 'Running and walking in turn, to get used to it gently.'],
  },
  cross_bike_easy: {
    ko: ['편안한 자전거', '다리에 충격 없이 유산소 운동을 해요.'],
    en: ['Easy ride', 'Aerobic work without impact.'],
  },
  swim_technique: {
    ko: ['수영 기술', '짧은 드릴로 자세를 다듬어요.'],
    en: ['Swim technique', 'Short drills for form.'],
  },
  swim_css: {
    ko: ['수영 역치 반복', 'CSS 페이스로 짧게 쉬며 반복해요.'],
    en: ['Swim threshold repeats', 'Repeats at CSS pace with short rests.'],
  },
  swim_endurance: {
    ko: ['수영 지구력', '편안한 페이스로 길게 이어 가요.'],
    en: ['Swim endurance', 'Longer stretches at an easy pace.'],
  },
  strength_a: {
    ko: ['근력 A: 하체', '달리기를 받쳐 주는 하체와 엉덩이 근력을 길러요.'],
    en: ['Strength A: legs', 'Legs and hips that carry the running.'],
  },
  strength_b: {
    ko: ['근력 B: 몸통', '흔들리지 않는 몸통과 균형을 길러요.'],
    en: ['Strength B: trunk', 'A steady trunk and balance.'],
  },
  mobility: {
    ko: ['가동성', '관절을 부드럽게 풀어 주는 가벼운 운동이에요.'],
    en: ['Mobility', 'Light work that keeps joints moving.'],
  },
}

export const phaseWords: Record<string, Record<Locale, string>> = {
  base: { ko: '기초: 편안하게 양을 늘려요', en: 'Base: volume at an easy effort' },
  build: { ko: '강화: 역치와 속도를 키워요', en: 'Build: threshold and speed' },
  peak: { ko: '정점: 대회에 맞는 강도를 연습해요', en: 'Peak: practising the effort of the race' },
  taper: { ko: '테이퍼링: 양을 줄이고 감각은 유지해요', en: 'Taper: less volume, the feel stays' },
  race: { ko: '대회 주간: 가볍게 준비해요', en: 'Race week: light and ready' },
  recovery: { ko: '회복: 쉬엄쉬엄 몸을 추슬러요', en: 'Recovery: taking it gently' },
  transition: { ko: '전환: 다음 목표를 준비해요', en: 'Transition: getting ready for what comes next' },
  deload: { ko: '회복 주: 줄여서 더 강해져요', en: 'Lighter week: less, to grow stronger' },
  return: { ko: '복귀: 짧고 느리게 다시 시작해요', en: 'Coming back: short and slow' },
}
