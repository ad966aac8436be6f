/**
 * What different words of two languages mean alike: a question that shares no word with a text still shares its concepts.
 * Korean stems are found anywhere, as endings follow them; Latin ones at the beginning of a word. `_` is a space.
 */
const concepts: Record<string, string> = {
  // How much and how often
  longest: '최장 가장_긴 가장_길 최고였 최고_거리 longest furthest farthest',
  exceed: '넘게 넘는 넘어 갑자기 급증 급히 한꺼번에 beyond exceed sudden jump spike double doubling',
  increase: '늘리 늘려 늘릴 늘렸 올리 올려 올렸 키우 증가 increase add grow build raise progress adding',
  decrease: '줄이 줄여 줄인 줄일 낮추 낮춰 빼야 덜 reduce cut less lower shorten easing',
  week: '주간 한_주 일주일 매주 주_동안 이번_주 week weekly',
  fortnight: '두_주 2주 fortnight two_weeks',
  month: '지난달 한_달 30일 last_month 30_days a_month',
  distance: '거리 킬로 마일리지 멀리 km distance mileage kilomet far',
  both: '같이 한꺼번에 동시 both same_time together',
  often: '몇_번 횟수 자주 how_often times_a how_many number_of',
  share: '퍼센트 비율 비중 절반 몇_프로 percent share proportion half_of portion',
  every_day: '매일 날마다 하루도 일주일_내내 every_day daily seven_days streak',
  alike: '똑같 비슷 단조 지루 same alike monoton identical variety boring',
  ratio: '비율 acwr 급성 만성 ratio acute chronic workload',
  fitness: '체력 ctl 실력 fitness ctl shape',
  form: '컨디션 tsb 폼 form tsb freshness',
  negative: '마이너스 negative minus below_zero',
  score: '점수 숫자 수치 score number points value',
  load: '부하 tss load tss stress_score',
  duration: '얼마나_오래 몇_분 몇_시간 시간을 시간쯤 분을 how_long minutes duration hours',
  benefit: '도움 효과 좋은_점 장점 왜_하 이유 benefit useful what_for help why',
  // Kinds of training
  pace: '페이스 속도 빠르기 pace speed fast quick',
  easy: '편안 천천히 느리게 느린 이지런 조깅 슬로우 가볍 쉬운 살살 easy easily slow gentl jog relaxed',
  talk: '대화 말을 말이 문장 수다 숨이_차 talk conversation sentence chat breath',
  hard: '힘든 힘들 강한 빡센 고강도 강도 hard intens tough demanding quality',
  interval: '인터벌 반복 스피드 빠른 interval repeat reps speed_work fast_kilo',
  threshold: '역치 템포 버틸 유지할_수 한_시간쯤 threshold tempo lactate',
  vo2: '최대산소 1000미터 1000m 3~5분 vo2 kilometre_repeat',
  stride: '질주 스트라이드 가속 stride accelerat',
  hill: '언덕 오르막 업힐 내리막 hill uphill climb incline steep downhill',
  long_run: '롱런 장거리 긴_달리기 길게 오래_달 long_run lsd long_day sunday',
  warm_up:
    '준비운동 워밍업 몸을_풀 몸이_풀 스트레칭 뛰기_전 정리운동 warm stretch cool-down before_fast prepare_my_body',
  two_days: '이틀 연속 연달아 다음_날 어제 오늘도 two_days in_a_row back_to_back consecutive yesterday 48',
  lighter_week: '회복_주 디로드 쉬어_가 줄이는_주 deload lighter_week easier_week cutback recovery_week',
  rest: '휴식 쉬는 쉬어 쉬고 안_뛰 rest_day rest day_off days_off',
  missed: '빼먹 빠졌 빠진 놓친 못_했 건너뛰 못_한 miss skip make_up catch_up',
  // Races
  race: '대회 시합 레이스 경기 race big_day competition parkrun event',
  five_k: '5km 5k 오_킬로 5킬로 parkrun five_k 5_km',
  ten_k: '10km 10k 십_킬로 10킬로 ten_k 10_km',
  half: '하프 21km 21킬로 21.1 half_marathon 21 half_time half',
  marathon: '마라톤 풀코스 42 서브 marathon 42 full_distance',
  ultra: '울트라 100km 50km 트레일 산악 ultra trail 100_km mountain',
  taper: '테이퍼 시합_전 대회_전 대회를_앞 taper cut_back before_the_race sharpen',
  pacing: '초반 후반 오버페이스 무너 배분 이븐 fade pacing hit_the_wall last_third start_too even_split evenly',
  prediction: '예상 예측 환산 predict forecast estimate can_my tell_my',
  after_race: '끝나고 끝난_뒤 대회_후 마친 after_a_race after_the once_the over recover_from',
  // Coming back, hurting
  break: '쉬었 쉰 공백 오랜만 못_뛰었 한_달 복귀 다시_시작 not_run break layoff time_off month_off return',
  again: '다시 재개 again restart begin resume',
  ill: '감기 독감 코로나 몸살 열이 열_ 아픈_뒤 앓 기침 증상 ill sick fever flu cold_last covid cough virus',
  lose: '떨어지 떨어져 잃 감소 내려가 lose lost decline costs detrain fall_off',
  injury: '부상 다치 다친 다쳤 다칠 injur hurt harm',
  previous: '작년 예전 이력 재발 적이 last_year previous again before recurr',
  pain: '아프 아파 아픈 통증 쑤시 욱신 시큰 pain hurts ache sore niggle',
  joint: '무릎 정강이 발목 아킬레스 종아리 발바닥 knee shin ankle achilles calf foot',
  bone: '뼈 피로_골절 피로골절 콕 bone stress_fracture',
  danger: '가슴 흉통 실신 어지 기절 쓰러 119 응급 심장 두근 chest faint dizz collapse emergency',
  // Recovery
  sleep: '수면 잠 잤 자야 자면 취침 불면 밤새 밤샘 낮잠 sleep slept nap insomnia in_bed all_night awake',
  night: '하룻밤 밤을 밤에 여러_밤 night',
  need: '필요 권장 몇_시간 need recommended how_many_hours',
  hrv: '심박변이 hrv rmssd heart_rate_variab',
  guided: '맞춰 맞춘 따라 기반 guided by_hrv',
  resting: '안정시 아침_심박 아침_맥박 휴식기 resting on_waking morning_heart morning_pulse',
  pulse: '심박 맥박 심장_박동 heart_rate pulse beats bpm',
  high: '높아 높은 높게 올라 상승 오르 high elevated creep rise rising drift is_up',
  readiness: '준비도 readiness recovery_score',
  tired: '피곤 피로 지쳐 지친 무기력 녹초 tired fatigue exhaust weary',
  slower: '느려 기록이_떨어 기록도_떨어 slower get_slow',
  // Conditions
  hot: '더위 더운 무더위 폭염 한여름 여름 33도 습도 열사병 heat hot degrees humid summer °c',
  air: '미세먼지 황사 공기 대기 스모그 air smog pollut dust smoke',
  cold: '추위 추울 영하 겨울 빙판 한파 cold freez winter ice snow',
  clothes: '옷 장갑 입고 입어 wear cloth dress',
  outside: '밖에 야외 바깥 outside outdoor',
  indoor: '실내 러닝머신 트레드밀 indoor treadmill belt',
  // Eating
  fuel: '젤 탄수화물 먹어 먹는 먹기 보급 영양 gel carb fuel eat nutrition',
  drink: '물은 물을 물_ 수분 마셔 마시 탈수 갈증 음료 water drink hydrat thirst fluid',
  weight_loss:
    '살을 살_빼 살빼 다이어트 체중 감량 굶 diet weight_loss lose_weight losing_weight kilos calorie underfuel',
  // Other sports
  swim: '수영 헤엄 물속 풀에 풀이 풀_ 영법 스트로크 swim pool stroke laps',
  css: 'css 400이랑 400m와 기준_속도 기준_페이스 임계 critical_swim threshold_speed 400',
  technique: '자세 기술 드릴 영법 폼을 technique drill form_ posture',
  open_water: '바다 호수 오픈워터 강에서 sea lake ocean open_water',
  swolf: 'swolf 스울프 swolf',
  bike: '자전거 라이딩 사이클 bike ride riding cycl',
  brick: '브릭 근전환 바로_달리 바로_뒤 brick off_the_bike transition',
  triathlon: '세_종목 철인 트라이애슬론 triathl three_disciplines three_sports multisport',
  strength: '근력 헬스 웨이트 무게_드 무게를 스쿼트 런지 코어 strength lift gym weights squat muscle',
  when: '언제 요일 순서 when_to when_in day_of order',
  // People
  beginner: '초보 처음_시작 처음_달 생전 입문 걷고 걷기 beginner never first_time novice walk new_to',
  heavy: '과체중 몸무게가 비만 overweight obese heavy body_mass',
  older: '예순 쉰_살 환갑 나이 60대 50대 마스터스 젊을_때 늙 older age_ aging past_fifty masters sixty seniors',
  young:
    '중학생 초등 고등학생 청소년 아들 딸 아이 어린이 열여덟 성장 child kid son daughter teen youth young 13 school',
  period: '생리 월경 배란 period menstru cycle_phase',
  pregnant: '임신 출산 산후 아기 pregnan birth baby postpartum',
  // Measuring
  test: '재나 재는 재기 측정 테스트 구하는 test measure find_out',
  zone: '심박_구간 심박존 존_ 구간은 구간을 zone',
  wrist: '손목 광학 시계_심박 센서 wrist optical sensor',
  drift: '점점 서서히 디커플링 드리프트 creep drift decoupl',
  step_rate: '걸음 케이던스 분당 디뎌 디딤 보폭 cadence step stride_rate 180',
  shoes: '신발 켤레 운동화 카본화 shoe trainers pair footwear',
  replace: '대신 바꾸 바꿔 대체 교체 돌려 번갈 replace swap instead substitut rotate',
  treadmill: '러닝머신 트레드밀 treadmill belt',
}

const patterns = Object.entries(concepts).map(([concept, words]) => {
  const stems = words.split(' ').map((word) => word.replaceAll('_', ' '))
  const korean = stems.filter((stem) => /[가-힣]/.test(stem))
  const latin = stems.filter((stem) => !/[가-힣]/.test(stem))
  const parts = [...korean, ...(latin.length > 0 ? [String.raw`(?<![a-z\d])(?:${latin.join('|')})`] : [])]
  return [concept, new RegExp(parts.join('|'))] as const
})

/** The concepts a text touches; `text` in lower case, composed. */
export const conceptsIn = (text: string): string[] =>
  patterns.filter(([, pattern]) => pattern.test(text)).map(([concept]) => concept)
