/**
 * What different words of two languages mean alike: a question that shares no word with a text still shares its concepts.
 * Korean stems are found anywhere, as endings follow them; Latin ones at the beginning of a word. `_` is a space.
 */
const concepts: Record<string, string> = {
  // How much and how often
  longest:
    '최장 가장_긴 가장_길 최고였 최고_거리 제일_멀리 제일_길게 평소_10 평소_5 갔다_왔 다녀왔 longest furthest farthest topped_out my_max biggest_run too_far',
  exceed:
    '넘게 넘는 넘어 갑자기 급증 급히 한꺼번에 무리해 무리하 무리인 확_ beyond exceed sudden jump spike double doubling overdo leap',
  ten_percent: '10% 10퍼센트 십_퍼센트 십프로 10프로 tenth ten_percent 10_percent 10%',
  distance: '거리 마일리지 멀리 distance mileage far miles',
  both: '같이 한꺼번에 동시 both same_time together at_once',
  every_day:
    '매일 날마다 하루도 일주일_내내 안_빼고 연속으로 쉬지_않고 every_day daily seven_days streak each_day never_rest without_a_break',
  alike: '똑같 비슷 단조 지루 뻔한 same_route alike monoton identical variety boring the_same',
  ratio: 'acwr 급성 만성 비율이 acute chronic workload ratio past_month against_the red_zone',
  ctl: '체력_점수 ctl 피트니스_점수 체력이_ 체력(ctl fitness_score ctl ramp',
  form: '컨디션_ 컨디션( tsb 프레시 form_of freshness fresh tsb balance',
  negative: '마이너스 음수 negative minus below_zero under_zero',
  load: '부하 tss 훈련량 load tss stress_score hrtss trimp',
  // Kinds of training
  easy: '편안 천천히 느리게 느린 이지런 조깅 슬로우 가볍 살살 느긋 여유롭 설렁 easy easily slow gentl jog relaxed comfortabl',
  talk: '대화 말을 말이 문장 수다 숨차 숨이_차 헐떡 talk conversation sentence chat breath speak sing',
  hard: '힘든_ 힘든날 강한 빡센 고강도 포인트 질_훈련 세게 hard intens tough demanding quality workout punish',
  share: '퍼센트 비율 비중 절반 몇_프로 얼마나_되어야 80 percent share proportion half_of portion 80/20',
  interval: '인터벌 반복 스피드 트랙 interval repeat reps speed_work track',
  threshold: '역치 템포 버틸 유지할_수 젖산 크루즈 lt threshold tempo lactate cruise hour_pace',
  vo2: '최대산소 1000미터 1000m 1km_반복 킬로_반복 vo2 kilometre_repeat 1000 x_1 k_repeats',
  stride: '질주 스트라이드 가속 윈드 stride accelerat pick-up pickups',
  hill: '언덕 오르막 업힐 내리막 비탈 계단 경사 hill uphill climb incline steep downhill stairs slope',
  long_run: '롱런 장거리 긴_달리기 길게 오래_달 일요일_장 lsd long_run lsd long_day sunday long_slow',
  long_time: '3시간 세_시간 두_시간_반 150분 몇_시간까지 two_and_a_half three_hours 150_min how_long_is_too',
  goal_pace: '목표_페이스 목표_속도 마라톤_페이스 대회_페이스 goal_pace race_pace marathon_pace target_pace',
  warm_up:
    '준비운동 워밍업 몸을_풀 몸이_풀 스트레칭 뛰기_전 달리기_전 정리운동 다리_흔 동적 warm stretch cool-down cool_down before_fast prepare_my_body dynamic before_i_run',
  two_days:
    '이틀_연속 연달아 다음_날 어제_인터벌 오늘_템포 수요일_템포 two_days in_a_row back_to_back consecutive yesterday 48 day_after',
  how_often: '몇_번까지 몇_번 횟수 how_many_hard how_many_tough times_a_week number_of fit_in',
  lighter_week:
    '회복_주 디로드 쉬어_가 줄이는_주 올리기만 주기적 deload lighter_week easier_week cutback recovery_week down_week step_back',
  rest: '휴식 쉬는_날 쉬지 안_뛰는 쉬어야 하루_쉬 rest_day day_off days_off rest_from',
  missed:
    '빼먹 빠졌 빠진_훈련 놓친 못_했 건너뛰 못_한 밀린 몰아서 missed miss_ skip make_up catch_up lost_three lost_two got_busy fell_behind',
  // Races
  race: '대회 시합 레이스 경기 출전 race big_day competition event start_line',
  five_k: '5km 5k 오_킬로 5킬로 오킬로 parkrun five_k 5_km 5k',
  ten_k: '10km 10k 십_킬로 10킬로_대회 십킬로 ten_k 10_km 10k',
  half: '하프 21km 21킬로 21.1 half_marathon 21 half_',
  marathon: '마라톤 풀코스 42 서브 marathon 42 full_distance my_full first_full 26.2',
  ultra: '울트라 100km 50km 트레일 산악 백킬로 ultra trail 100_km 50_km mountain',
  taper:
    '테이퍼 시합_전 대회_전 대회를_앞 대회_앞 며칠_남 일주일_남 열흘_남 보름_남 taper cut_back before_the_race sharpen ten_days two_weeks_out race_is_in week_before race_week',
  pacing:
    '초반 후반 오버페이스 무너 배분 이븐 퍼졌 퍼져 따라가 따라갔 벽에 fade pacing hit_the_wall last_third start_too even_split evenly blew_up bonk died_at crash',
  prediction:
    '예상 예측 환산 몇_분에 기록이_나올 predict forecast estimate tell_my what_is_my what_will equivalent convert',
  after_race:
    '끝나고 끝난_뒤 대회_후 완주_후 마친 after_a_race after_the_mara once_the over_now recover_from post-race finished_my',
  // Coming back, hurting
  break:
    '쉬었 쉰_ 공백 오랜만 못_뛰었 못_뛴 한_달 보름 출장 여행 복귀 다시_시작 not_run break_ layoff time_off month_off return_ holiday vacation comeback',
  again: '다시 재개 again restart begin resume back_to_running',
  ill: '감기 독감 코로나 몸살 열이 열_나 앓 기침 증상 목이_ 콧물 ill sick fever flu cold_last covid cough virus infection',
  lose: '떨어지 떨어져 잃_ 감소 내려가 빠질까 줄어드 lose_fit lost_fit decline costs detrain fall_off lose_what lose_my',
  injury: '부상 다치 다친 다쳤 다칠 injur get_hurt harm',
  previous: '작년 예전에 이력 재발 적이_ 고질 last_year previous recurr old_injury used_to keeps_coming',
  pain: '아프 아파 아픈 통증 쑤시 욱신 시큰 뻐근 결려 pain hurts ache sore niggle discomfort twinge',
  joint: '무릎 정강이 발목 아킬레스 종아리 발바닥 고관절 햄스트링 knee shin ankle achilles calf foot hip hamstring',
  bone: '뼈 피로_골절 피로골절 콕 한_곳 한_점 밤에도 bone stress_fracture one_spot point_tender at_night',
  danger:
    '가슴 흉통 실신 어지 기절 쓰러 119 응급 심장이 두근 눈앞 식은땀 chest faint dizz collapse emergency heart_racing black_spots palpitation pass_out blacked light-headed',
  // Recovery
  sleep:
    '수면 잠을 잠이 잠_ 잤 자야 자면 자는 취침 불면 밤새 밤샘 낮잠 못_자 꿀잠 sleep slept nap insomnia in_bed all_night awake bedtime',
  short_night:
    '못_잤 밤새 밤샘 네_시간 세_시간밖 뒤척 새벽까지 야근 short_night all_night only_slept bad_night barely_slept three_hours four_hours awake because_of_the',
  need: '필요 권장 몇_시간 얼마가_좋 need recommended how_many_hours enough',
  hrv: '심박변이 hrv rmssd 변이도 heart_rate_variab',
  guided: '맞춰 맞춘 기반 guided by_hrv based_on_hrv',
  resting:
    '안정시 아침_심박 아침_맥박 휴식기 일어나서 깨자마자 resting on_waking morning_heart morning_pulse when_i_wake wake_up',
  pulse: '심박 맥박 심장_박동 심박수 heart_rate pulse beats bpm',
  high: '높아 높은 높게 올라 상승 오르 high elevated creep rise rising drift is_up climbs',
  readiness: '준비도 레디니스 readiness recovery_score body_battery',
  tired:
    '피곤 피로 지쳐 지친 무기력 녹초 의욕 기분 처져 축_처 무겁 tired fatigue exhaust weary mood motivation drained heavy_leg feels_heavy low_energy run_down',
  slower: '느려지 기록이_떨어 기록도_떨어 안_늘어 정체 슬럼프 slower get_slow plateau stuck worse',
  // Conditions
  hot: '더위 더운 더울 무더위 폭염 한여름 여름 33도 습도 습한 열사병 푹푹 찌는 땡볕 햇볕 heat hot degrees humid summer °c sun_ sunny sweltering',
  air: '미세먼지 황사 공기 대기 스모그 먼지 마스크 매연 air smog pollut dust smoke orange haze',
  cold: '추위 추울 추운 추워 영하 겨울 빙판 한파 눈_온 눈길 미끄 cold_weather freez winter ice icy snow minus_ill slippery below_zero_out',
  clothes: '옷 장갑 입고 입어 레깅스 모자 wear cloth dress gloves layers',
  indoor: '실내 indoor inside',
  // Eating
  fuel: '젤 탄수화물 먹어 먹는 먹기 보급 영양 배고 에너지바 바나나 공복 gel carb fuel eat_ eating nutrition snack hungry banana breakfast',
  drink:
    '물은 물을 물_얼 수분 마셔 마시 탈수 갈증 음료 땀 목말라 소금 전해질 water drink hydrat thirst fluid sweat electrolyte salt',
  weight_loss:
    '살을 살_빼 살빼 다이어트 체중 감량 굶 칼로리 뱃살 diet weight_loss lose_weight losing_weight kilos calorie underfuel drop_ten slim pounds',
  // Other sports
  swim: '수영 헤엄 물속 풀에 풀이 영법 스트로크 자유형 평영 배영 접영 호흡 가라앉 레인 swim pool stroke laps freestyle sink crawl lengths',
  css: 'css 400이랑 400m와 기준_속도 기준_페이스 임계 critical_swim threshold_speed 400',
  technique: '자세 기술 드릴 폼을 가라앉 교정 고치 technique drill body_position posture sink form_in_water',
  further_swim: '헤엄치는_거리 수영_거리 한_번에_헤엄 swim_further longer_swims swim_distance',
  open_water: '바다 호수 오픈워터 강에서 파도 웻슈트 sea lake ocean open_water waves wetsuit river',
  swolf: 'swolf 스울프 스트로크_수 swolf strokes_per',
  bike: '자전거 라이딩 사이클 로라 bike ride riding cycl',
  brick:
    '브릭 근전환 바로_달리 바로_뒤 내려서 brick off_the_bike transition after_cycling after_the_bike straight_after',
  triathlon: '세_종목 철인 트라이애슬론 세_가지_운동 triathl three_disciplines three_sports multisport ironman',
  strength:
    '근력 헬스 웨이트 무게_드 무게를 스쿼트 런지 코어 데드리프트 근육 플랭크 덤벨 strength lift gym weights squat muscle deadlift core plank dumbbell',
  bulky: '굵어 무거워 둔해 벌크 bulky slower heavier gain_muscle',
  when: '언제_해 요일 순서 같은_날 when_to when_in_the day_of_the same_day order',
  // People
  beginner:
    '초보 처음_시작 처음_달 생전 입문 걷고 걷기 1분만_뛰 첫_달리기 막_시작 런린이 beginner never_jog never_run first_time_run novice walk_ newbie new_to couch after_one_minute start_running',
  heavy: '과체중 몸무게가 비만 뚱뚱 overweight obese heavy_person body_mass bmi',
  older:
    '예순 일흔 쉰_살 환갑 나이가 나이_ 60대 70대 50대 마스터스 젊을_때 늙 어르신 older at_my_age aging ageing past_fifty masters sixty seventy seniors grandfather retire',
  young:
    '중학생 초등 고등학생 청소년 아들 딸 아이랑 아이가 어린이 유소년 열여덟 성장 child kid son_ daughter teen youth young 13 school',
  period: '생리 월경 배란 생리통 period menstru cycle_phase cramps',
  pregnant:
    '임신 출산 산후 태아 만삭 수유 pregnan giving_birth having_a_baby postpartum trimester after_birth expecting breastfeed',
  // Measuring
  test: '재나 재는_법 재기 측정 테스트 구하는 test_ testing measure find_out',
  zone: '심박_구간 심박존 존_ 존2 구간은 구간을 최대_심박 220 zone max_heart karvonen 220',
  wrist: '손목 광학 시계_심박 센서 가슴띠 시계가 wrist optical sensor strap watch_says impossible wrong_reading',
  drift: '점점 서서히 디커플링 드리프트 갈수록 creep drift decoupl climbs_during',
  step_rate:
    '걸음_수 케이던스 분당 디뎌 디딤 보폭 보수 발걸음 cadence steps_ step_rate stride_rate stride_length overstrid',
  shoes: '신발 켤레 운동화 카본화 러닝화 쿠션 밑창 shoe trainers pair footwear carbon cushion sneakers',
  replace: '대신 바꿔_ 대체 교체 돌려 번갈 replace swap instead substitut rotate',
  treadmill: '러닝머신 트레드밀 treadmill belt',
  cross: '크로스 일립티컬 수중 대체_운동 못_뛰는데 cross_train cross-train elliptical aqua low_impact',
}

/** Of everyday words that stand in many texts: they tell little. */
const generic: Record<string, string> = {
  increase:
    '늘리 늘려 늘릴 늘렸 올리 올려 올렸 키우 증가 더_달리 increase add_ grow build raise progress adding more_each',
  decrease: '줄이 줄여 줄인 줄일 낮추 낮춰 reduce less lower shorten easing',
  week: '주간 한_주 일주일 매주 이번_주 week weekly',
  fortnight: '두_주 2주 fortnight two_weeks',
  month: '지난달 한_달 30일 last_month 30_days a_month',
  score: '점수 숫자 수치 score number points value',
  duration: '얼마나_오래 몇_분 분을 how_long minutes duration hours',
  benefit: '도움 효과 좋은_점 장점 왜_하 왜_해 이유 benefit useful what_for help why',
  pace: '페이스 속도 빠르기 pace speed fast quick',
  fitness: '체력 실력 fitness shape',
}

const patternsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([concept, list]) => {
    const stems = list.split(' ').map((word) => word.replaceAll('_', ' ').replaceAll(/[().*+/]/g, String.raw`\$&`))
    const korean = stems.filter((stem) => /[가-힣]/.test(stem))
    const latin = stems.filter((stem) => !/[가-힣]/.test(stem))
    const parts = [...korean, ...(latin.length > 0 ? [String.raw`(?<![a-z\d])(?:${latin.join('|')})`] : [])]
    return [concept, new RegExp(parts.join('|'))] as const
  })
const telling = patternsOf(concepts)
const everyday = patternsOf(generic)

/** The concepts a text touches, those that tell much apart from those that tell little; `text` in lower case, composed. */
export function conceptsIn(text: string): { telling: string[]; everyday: string[] } {
  // So that a stem that ends in a space is found at the end too.
  const padded = `${text} `
  const found = (patterns: typeof telling) =>
    patterns.filter(([, pattern]) => pattern.test(padded)).map(([concept]) => concept)
  return { telling: found(telling), everyday: found(everyday) }
}
