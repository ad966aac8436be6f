import { guidelinesOf } from '../guideline.ts'

export const recoveryGuidelines = guidelinesOf('recovery', [
  {
    key: 'sleep-need',
    ko: [
      '필요한 수면',
      '어른은 7~9시간이 권해지고, 훈련이 많은 때는 8시간을 목표로 해요. 지구력 선수 연구에서 7시간보다 적게 잔 사람은 두 주 안에 새로 다치는 일이 1.5배쯤 많았어요.',
    ],
    en: [
      'How much sleep',
      'Adults are advised 7–9 hours; aim for eight while you train a lot. Endurance athletes who slept less than seven hours had about one and a half times as many new injuries in the two weeks after.',
    ],
    also: '몇 시간 자야 잠 권장 수면 시간 how many hours in bed night rest athletes need sleep duration',
    source:
      'Hirshkowitz et al. 2015. National Sleep Foundation’s sleep time duration recommendations. Sleep Health; Johnston et al. 2020. Journal of Science and Medicine in Sport',
  },
  {
    key: 'sleep-short',
    ko: [
      '잠을 못 잔 다음 날',
      '5시간도 못 잤다면 힘든 훈련을 미루거나 45분 안쪽의 편안한 달리기로 바꿔요. 하룻밤은 실력을 떨어뜨리지 않지만 여러 밤이 쌓이면 회복이 늦어져요. 20~30분 낮잠과 이른 취침이 먼저예요.',
    ],
    en: [
      'After a short night',
      'With less than five hours, postpone the hard session or make it an easy run of at most 45 minutes. One night costs no fitness, several in a row cost recovery. A nap of 20–30 minutes and an early bedtime come first.',
    ],
    also: '네 시간밖에 못 잤다 밤샘 야근 잠 부족 불면 up all night bad sleep insomnia still train tired morning four hours',
    source:
      'Fullagar et al. 2015. Sleep and athletic performance: the effects of sleep loss on exercise performance. Sports Medicine',
  },
  {
    key: 'hrv-baseline',
    ko: [
      '심박변이도 읽는 법',
      '하루 값은 크게 흔들리므로 7일 평균을 자기 60일 범위와 견줘요. 범위 아래로 며칠 이어질 때 뜻이 있고, 위로 벗어났다고 늘 좋은 것도 아니에요. 기기를 바꾸면 기준을 처음부터 다시 만들어요.',
    ],
    en: [
      'Reading HRV',
      'Single days swing widely, so compare the 7-day mean with your own range of 60 days. Several days below it mean something; above is not always good. After a change of device the baseline starts anew.',
    ],
    also: '하루 값 HRV 낮음 떨어짐 기준선 rMSSD 변동 heart rate variability dropped today single day baseline normal range',
    source:
      'Plews et al. 2013. Training adaptation and heart rate variability in elite endurance athletes: opening the door to effective monitoring. Sports Medicine',
  },
  {
    key: 'hrv-guided',
    ko: [
      '심박변이도에 맞춘 훈련',
      '평소 범위 안에 있는 날에만 강한 훈련을 한 러너는 더 적은 횟수로 조금 더 좋아졌어요. 낮은 날은 강한 훈련을 건너뛰지 말고 쉬운 날과 바꿔요. 효과는 크지 않으니 참고로 써요.',
    ],
    en: [
      'Training by HRV',
      'Runners who did hard sessions only on days within their range improved a little more with fewer of them. On a low day swap the hard session with an easy one rather than drop it. The effect is modest.',
    ],
    also: 'HRV 기반 훈련 더 좋아지나 바꾸기 HRV guided training dropped what now swap session',
    source:
      'Vesterinen et al. 2016. Individual endurance training prescription with heart rate variability. Medicine & Science in Sports & Exercise; Nuuttila et al. 2022',
  },
  {
    key: 'resting-hr',
    ko: [
      '안정시 심박',
      '아침 심박이 평소보다 5 넘게 높은 날이 이어지면 피로, 더위, 술, 감기의 시작일 수 있어요. 하루라면 지켜보고, 사흘이 넘으면 훈련을 줄여요. 이 숫자 하나로는 판단하지 않아요.',
    ],
    en: [
      'Resting heart rate',
      'More than five beats above your usual morning value for some days can be fatigue, heat, alcohol or the start of a cold. Watch a single day; after three, train less. Never judge by this number alone.',
    ],
    also: '아침 맥박 높음 RHR 휴식기 심박수 pulse on waking elevated morning heart rate up beats',
    source:
      'Bosquet et al. 2008. Is heart rate a convenient tool to monitor over-reaching? A systematic review. British Journal of Sports Medicine',
  },
  {
    key: 'readiness',
    ko: [
      '준비도 점수 쓰는 법',
      '준비도는 심박변이도, 안정시 심박, 수면을 자기 평소와 견준 참고 점수예요. 낮은 날에는 강한 훈련을 쉬운 달리기로 바꾸거나 미뤄요. 높다고 계획보다 더 하지는 않아요.',
    ],
    en: [
      'Using the readiness score',
      'Readiness compares HRV, resting heart rate and sleep with what is usual for you. On a low day make the hard session easy or move it. A high score is no reason to do more than planned.',
    ],
    also: '준비도 낮은 날 뭘 해요 점수 조정 오늘 컨디션 low readiness day adjust score today recovery score',
    source: 'Our own method, drawn from Plews 2013 and Bosquet 2008; evidence is expert opinion',
  },
  {
    key: 'recovery-signs',
    ko: [
      '회복이 부족할 때의 신호',
      '몇 주째 피곤하고 기록이 떨어지고 잠과 기분이 나빠지고 같은 페이스가 힘들어지면 회복 부족 신호예요. 며칠 쉬고 한두 주를 절반으로 줄여요. 그래도 낫지 않으면 진료로 다른 원인을 확인해요.',
    ],
    en: [
      'Signs of too little recovery',
      'Tired for weeks, slower, worse sleep and mood, the same pace feels harder: recovery falls short. Rest some days and halve one or two weeks. If that does not help, see a doctor to rule out other causes.',
    ],
    also: '계속 피곤 무기력 기록 하락 슬럼프 번아웃 tired for weeks slower burnout exhausted plateau fatigue always',
    source:
      'Meeusen et al. 2013. Prevention, diagnosis and treatment of the overtraining syndrome: joint consensus statement (ECSS, ACSM). Medicine & Science in Sports & Exercise',
  },
  {
    key: 'rest-day',
    ko: [
      '쉬는 날',
      '일주일에 적어도 하루는 달리지 않아요. 적응은 쉴 때 일어나고, 매일 이어지는 부하는 작은 손상이 나을 틈을 주지 않아요. 산책이나 스트레칭은 쉬는 날에도 괜찮아요.',
    ],
    en: [
      'Rest days',
      'Leave at least one day in seven without running. Adaptation happens at rest, and load without a gap gives small damage no time to mend. A walk or stretching is fine on a rest day.',
    ],
    also: '안 뛰는 날 매일 달리기 쉬기 휴식일 일주일 내내 seven days a week daily streak day off every day',
    source:
      'Coaching convention; Kellmann et al. 2018. Recovery and performance in sport: consensus statement. International Journal of Sports Physiology and Performance',
  },
  {
    key: 'missed-session',
    ko: [
      '빠진 훈련',
      '놓친 훈련은 몰아서 채우지 않아요. 하루 이틀 빠졌으면 계획대로 이어 가고, 중요한 훈련 하나만 간격을 지켜 옮겨요. 한 주를 거의 빠졌으면 그 주를 줄여서 반복해요.',
    ],
    en: [
      'Missed sessions',
      'Do not cram what you missed. After a day or two go on as planned and move only the one key session, keeping its spacing. After most of a week, repeat that week a little smaller.',
    ],
    also: '빼먹은 훈련 못 한 날 보충 건너뜀 결석 skipped make up for it missed a workout catch up busy week',
    source: 'Coaching convention (Daniels; Pfitzinger)',
  },
])

export const conditionsGuidelines = guidelinesOf('conditions', [
  {
    key: 'heat',
    ko: [
      '더위',
      '25도를 넘으면 같은 심박에서 페이스가 느려지는 것이 정상이라 심박이나 느낌으로 달려요. 더위에 익숙해지는 데 1~2주가 걸려요. 33도를 넘으면 강한 훈련을 새벽이나 실내로 옮기고, 어지럽거나 오한이 나면 멈추고 몸을 식혀요.',
    ],
    en: [
      'Heat',
      'Above 25 °C a slower pace at the same heart rate is normal: run by heart rate or feel. Getting used to heat takes one to two weeks. Above 33 °C move hard sessions to dawn or indoors; with dizziness or chills stop and cool down.',
    ],
    also: '한여름 무더위 폭염 33도 습도 속도 낮추기 열사병 hot summer degrees outside humid temperature heatstroke slow down',
    source:
      'Racinais et al. 2015. Consensus recommendations on training and competing in the heat. British Journal of Sports Medicine',
  },
  {
    key: 'air',
    ko: [
      '미세먼지와 공기',
      '통합대기환경지수가 나쁨일 때는 강한 훈련을 미루거나 실내로 옮기고, 매우 나쁨이면 밖에서 달리지 않아요. 숨이 깊어질수록 더 많이 들이마셔요. 천식이 있으면 한 단계 더 조심해요.',
    ],
    en: [
      'Air quality',
      'When the air is unhealthy postpone hard work or take it indoors, and when it is very unhealthy do not run outside: deeper breathing takes in more. With asthma be one step more careful.',
    ],
    also: '미세먼지 황사 공기 나쁨 마스크 air pollution smog fine dust AQI PM2.5 smoke outside',
    source: 'World Health Organization 2021. WHO global air quality guidelines',
  },
  {
    key: 'cold',
    ko: [
      '추위',
      '얇은 옷을 여러 겹 입고 손과 귀를 가려요. 처음 10분 춥다 싶으면 맞게 입은 거예요. 준비운동을 길게 하고 빙판에서는 페이스를 잊어요. 영하 15도 아래나 강한 바람에는 실내로 옮겨요.',
    ],
    en: [
      'Cold',
      'Wear several thin layers and cover hands and ears; feeling cool for the first ten minutes is right. Warm up longer and forget pace on ice. Below −15 °C or in strong wind stay indoors.',
    ],
    also: '영하 겨울 빙판 눈 옷차림 한파 freezes winter clothing what to wear ice snow freezing minus',
    source:
      'Castellani et al. 2006. ACSM position stand: prevention of cold injuries during exercise. Medicine & Science in Sports & Exercise',
  },
])

export const fuelGuidelines = guidelinesOf('fuel', [
  {
    key: 'fuel-during',
    ko: [
      '달리면서 먹기',
      '75분까지는 대개 필요 없고, 그보다 길면 한 시간에 탄수화물 30~60g, 두 시간 반을 넘으면 90g까지 나눠 먹어요. 젤 하나는 보통 20~30g이에요. 대회에서 처음 먹지 말고 롱런에서 연습해요.',
    ],
    en: [
      'Eating on the run',
      'Up to about 75 minutes you rarely need anything; beyond that take 30–60 g of carbohydrate an hour, past two and a half hours up to 90 g. A gel is usually 20–30 g. Practise it on long runs, never first in a race.',
    ],
    also: '젤 보급 탄수화물 에너지젤 몇 개 언제 gels carbs per hour fuelling nutrition long days eat sugar',
    source:
      'Thomas, Erdman & Burke 2016. Nutrition and athletic performance: joint position statement. Medicine & Science in Sports & Exercise; Jeukendrup 2014. Sports Medicine',
  },
  {
    key: 'hydration',
    ko: [
      '물 마시기',
      '보통은 목마를 때 마시면 충분해요. 덥고 길게 달리면 달리기 전후 몸무게를 재서 2% 넘게 줄지 않을 만큼 마시고, 몸무게가 늘 만큼 마시지는 않아요. 땀이 많으면 소금도 함께 채워요.',
    ],
    en: [
      'Drinking',
      'Usually drinking to thirst is enough. On long hot runs weigh yourself before and after: drink so that you lose no more than 2%, and never so much that you gain. Replace salt as well if you sweat a lot.',
    ],
    also: '물 얼마나 마셔 수분 탈수 이온 음료 갈증 how much water drink thirst dehydration electrolytes fluid',
    source:
      'Sawka et al. 2007. ACSM position stand: exercise and fluid replacement; Hew-Butler et al. 2015. Exercise-associated hyponatremia consensus',
  },
  {
    key: 'energy-enough',
    ko: [
      '충분히 먹기',
      '훈련을 늘리는 동안 급하게 살을 빼면 회복, 뼈, 호르몬이 나빠지고 다치기 쉬워요. 생리가 멈추거나 늘 춥고 피곤하면 에너지가 모자란 신호예요. 체중 감량은 훈련이 적은 시기에 천천히, 전문가와 함께 해요.',
    ],
    en: [
      'Eating enough',
      'Losing weight fast while training grows harms recovery, bone and hormones and invites injury. Missing periods, feeling cold and tired all the time are signs of too little energy. Lose weight slowly, in quiet months, with a professional.',
    ],
    also: '살 빼기 다이어트 체중 감량 굶기 칼로리 diet weight loss lose kilos underfuelling RED-S calories',
    source:
      'Mountjoy et al. 2023. IOC consensus statement on relative energy deficiency in sport (REDs). British Journal of Sports Medicine',
  },
])
