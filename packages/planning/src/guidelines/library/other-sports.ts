import { guidelinesOf } from '../guideline.ts'

export const swimGuidelines = guidelinesOf('swim', [
  {
    key: 'swim-css',
    ko: [
      'CSS(수영 기준 페이스)',
      '400m와 200m를 전력으로 재서 거리 차이 200m를 시간 차이로 나누면 CSS예요. 이 페이스로 100~200m를 10~20초 쉬며 반복하면 지구력이 늘어요. 6~8주마다 다시 재요.',
    ],
    en: [
      'CSS, the threshold of swimming',
      'Time 400 m and 200 m flat out; 200 m divided by the difference of the times is critical swim speed. Repeats of 100–200 m at it with 10–20 s rest build endurance. Test again every 6–8 weeks.',
    ],
    also: '400 200 기준 속도 임계 수영 속도 구하는 법 풀 페이스 critical swim speed threshold pool pace test',
    source:
      'Wakayoshi et al. 1992. Determination and validity of critical velocity as an index of swimming performance. European Journal of Applied Physiology',
  },
  {
    key: 'swim-technique',
    ko: [
      '수영 기술과 드릴',
      '초보자는 힘보다 자세에서 더 빨라져요. 매번 10~15분 발차기, 한 팔, 사이드킥 같은 드릴을 먼저 하고 25~50m씩 짧게 이어 자세를 지켜요. 지쳐서 흐트러지면 쉬거나 끝내요.',
    ],
    en: [
      'Technique and drills',
      'Less experienced swimmers gain more from form than from fitness. Begin each session with 10–15 minutes of drills such as kick, single arm and side kick, then short 25–50 m lengths in good shape. When form falls apart, rest or stop.',
    ],
    also: '물속 자세 고치기 영법 드릴 호흡 발차기 폼 drills or laps weak swimmer stroke form learn water body position',
    source:
      'Toussaint & Truijens 2005. Biomechanical aspects of peak performance in human swimming. Animal Biology; coaching convention',
  },
  {
    key: 'swim-build',
    ko: [
      '수영 거리 늘리기',
      '한 번의 거리는 최근 30일 최장의 1.3배 안에서 늘리고, 두 배를 넘지 않아요. 어깨가 아프면 패들을 빼고 거리를 줄여요. 수영의 급증과 부상에 관한 연구는 적어서 조심스러운 약속이에요.',
    ],
    en: [
      'Swimming further',
      'Let one session grow within 1.3 times the longest of the last 30 days, never beyond double. With a sore shoulder leave the paddles away and shorten it. There is little research on this, so the limit is a careful convention.',
    ],
    also: '헤엄치는 거리 늘리기 한 번에 수영 얼마나 swim further distance increase shoulder pool metres build',
    source: 'Our own convention; no trial found',
  },
  {
    key: 'swim-open',
    ko: [
      '오픈워터',
      '바다와 호수에는 벽도 줄도 없어서 8~10번 팔을 저을 때마다 고개를 들어 방향을 봐요. 혼자 하지 말고 눈에 띄는 부이를 달고, 찬물에는 천천히 들어가 숨을 고른 뒤 시작해요.',
    ],
    en: [
      'Open water',
      'Sea and lake have neither wall nor line: look up every eight to ten strokes to keep direction. Never go alone, wear a visible buoy, and enter cold water slowly until your breath has settled.',
    ],
    also: '바다 호수 수영 풀과 다른 점 사이팅 웻슈트 sea lake ocean open water sighting wetsuit different from pool',
    source: 'Tipton et al. 2017. Cold water immersion: kill or cure? Experimental Physiology; coaching convention',
  },
  {
    key: 'swim-swolf',
    ko: [
      'SWOLF 읽는 법',
      'SWOLF는 한 길이의 시간(초)과 스트로크 수를 더한 값이에요. 같은 풀, 같은 기기, 같은 영법끼리만 견주고, 낮을수록 좋다고만 보지 않아요. 느리게 미끄러져도 낮아지니까 페이스와 함께 봐요.',
    ],
    en: [
      'Reading SWOLF',
      'SWOLF adds the seconds and the strokes of one length. Compare it only in the same pool, with the same device and stroke. Lower is not always better: gliding slowly lowers it too, so read it beside the pace.',
    ],
    also: '스트로크 수 효율 지표 SWOLF 점수 good measure swim efficiency strokes per length score',
    source: 'Practice in swimming; our own reading of its limits',
  },
])

export const triathlonGuidelines = guidelinesOf('triathlon', [
  {
    key: 'tri-brick',
    ko: [
      '브릭 훈련',
      '자전거 바로 뒤에 달리면 처음 10분쯤 다리가 무겁고 보폭이 짧아져요. 한두 주에 한 번, 자전거 뒤에 10~30분 편안하게 이어 달려 익숙해져요. 전환은 물건을 놓는 순서까지 연습해요.',
    ],
    en: [
      'Bricks',
      'Running straight off the bike feels heavy and short-strided for some ten minutes. Every week or two add 10–30 easy minutes of running after a ride to get used to it, and practise the transition itself.',
    ],
    also: '자전거 타고 바로 달리기 근전환 철인 다리 무거움 legs heavy coming off the bike run after cycling transition',
    source:
      'Millet & Vleck 2000. Physiological and biomechanical adaptations to the cycle to run transition in Olympic triathlon. British Journal of Sports Medicine',
  },
  {
    key: 'tri-balance',
    ko: [
      '세 종목의 비율',
      '시간의 절반쯤은 자전거, 나머지를 달리기와 수영에 나누는 것이 흔해요. 약한 종목을 한 번 더 하되 달리기는 충격이 크니 가장 조심해서 늘려요. 힘든 날은 종목을 통틀어 세요.',
    ],
    en: [
      'Balancing three sports',
      'About half of the time on the bike and the rest shared by running and swimming is common. Give the weakest sport one more session, but let running grow most carefully because of its impact. Count hard days over all sports.',
    ],
    also: '세 종목 시간 나누기 철인3종 트라이애슬론 배분 split hours three disciplines triathlon swim bike run share',
    source: 'Friel, J. The Triathlete’s Training Bible (coaching convention)',
  },
])

export const strengthGuidelines = guidelinesOf('strength', [
  {
    key: 'strength-why',
    ko: [
      '근력 운동의 이유',
      '한 주 두 번, 6~8주 넘게 무거운 하체 운동이나 점프 운동을 한 러너는 달리기 효율이 2~8% 좋아졌고 몸무게는 거의 늘지 않았어요. 부상을 줄이는 데도 도움이 돼요. 스쿼트, 런지, 데드리프트, 종아리 들기면 충분해요.',
    ],
    en: [
      'Why lift',
      'Runners who did heavy leg work or jumps twice a week for more than six to eight weeks improved running economy by 2–8% and hardly gained weight. It helps against injuries too. Squats, lunges, deadlifts and calf raises are enough.',
    ],
    also: '헬스장 무게 웨이트 근육 도움 코어 플랭크 lifting weights gym slower heavy muscles core strength benefit',
    source:
      'Blagrove et al. 2018. Effects of strength training on the physiological determinants of middle- and long-distance running performance. Sports Medicine; Lauersen et al. 2018. British Journal of Sports Medicine',
  },
  {
    key: 'strength-when',
    ko: [
      '근력 운동의 자리',
      '힘든 달리기와 같은 날 나중에 하거나 쉬운 날에 하고, 강한 훈련 바로 전날은 피해요. 같은 날이라면 6시간쯤 띄워요. 대회 전 두 주는 가볍게 줄이고 마지막 주는 쉬어요.',
    ],
    en: [
      'When to lift',
      'Put it later on the day of a hard run or on an easy day, never on the day before hard running; on the same day leave about six hours. In the last two weeks before a race go lighter, in the last week not at all.',
    ],
    also: '스쿼트 요일 언제 헬스 순서 배치 when in the week gym day order squats schedule same day',
    source:
      'Doma et al. 2017. Training considerations for optimising endurance development: an alternate concurrent training perspective. Sports Medicine',
  },
])
