import { guidelinesOf } from '../guideline.ts'

export const intensityGuidelines = guidelinesOf('intensity', [
  {
    key: 'easy-mostly',
    ko: [
      '대부분은 편안하게',
      '훈련 시간의 75~80%는 첫 번째 역치 아래의 편안한 강도로 채워요. 나머지를 중간에 두는 피라미드형과 높은 쪽에 두는 양극화 방식은 일반 러너에게서 큰 차이가 없었고, 둘 다 늘 애매하게 힘든 것보다 나았어요.',
    ],
    en: [
      'Mostly easy',
      'Spend 75–80% of the time below the first threshold. Whether the rest lies in the middle (pyramidal) or at the top (polarised) makes little difference for recreational runners; both beat training that is always somewhat hard.',
    ],
    also: '80대20 양극화 피라미드 느리게 뛰기 슬로우 조깅 비율 zone 2 eighty twenty polarized pyramidal share of hard running slow distribution',
    source:
      'Kenneally et al. 2018. The effect of periodization and training intensity distribution on middle- and long-distance running performance: a systematic review. International Journal of Sports Physiology and Performance; Muñoz et al. 2014',
  },
  {
    key: 'easy-pace',
    ko: [
      '편안한 페이스 찾기',
      '이지런은 문장으로 대화할 수 있는 강도예요. 한두 마디만 나오면 빠른 거예요. 심박으로는 역치 심박의 89% 아래쯤이고, 더운 날이나 언덕에서는 페이스가 느려져도 괜찮아요.',
    ],
    en: [
      'Finding the easy pace',
      'Easy means that you can talk in whole sentences; if only a word or two come out, slow down. By heart rate that is below about 89% of threshold. On hills or in heat the pace may be much slower.',
    ],
    also: '대화 가능한 속도 숨이 참 말하면서 조깅 천천히 talk test conversational gentle enough breathless jogging too fast zone 2',
    source:
      'Foster et al. 2008. The talk test as a marker of exercise training intensity. Journal of Cardiopulmonary Rehabilitation and Prevention; Seiler 2010',
  },
  {
    key: 'hard-spacing',
    ko: [
      '힘든 훈련 사이의 간격',
      '힘든 훈련 다음 날은 쉬운 날로 두고, 빠른 훈련끼리는 48시간을 띄워요. 90분 넘는 긴 달리기도 힘든 날로 세요. 연달아 하면 두 번째 훈련의 질이 떨어지고 회복만 늦어져요.',
    ],
    en: [
      'Space between hard days',
      'Follow a hard day with an easy one and leave 48 hours between fast sessions; a run beyond 90 minutes counts as hard too. Back to back, the second session only loses quality and delays recovery.',
    ],
    also: '이틀 연속 인터벌 다음 날 템포 어제 오늘 빡센 연달아 two days in a row back to back speed work recovery between workouts 48 hours',
    source: 'Daniels, J. Daniels’ Running Formula; Pfitzinger & Douglas. Advanced Marathoning (coaching convention)',
  },
  {
    key: 'hard-count',
    ko: [
      '한 주의 힘든 훈련 횟수',
      '한 주에 강한 훈련은 두 번, 많아도 세 번이면 충분해요. 주 3회 달린다면 한 번으로 해요. 90분이 넘는 롱런과 대회도 여기에 들어가요.',
    ],
    en: [
      'Hard sessions in a week',
      'Two hard sessions a week are enough, three at most; with three runs a week make it one. A long run beyond 90 minutes and a race count among them.',
    ],
    also: '빡센 훈련 몇 번 고강도 횟수 일주일 포인트 훈련 how many quality workouts per week intensity number speed sessions',
    source:
      'Vesterinen et al. 2016. Individual endurance training prescription with heart rate variability. Medicine & Science in Sports & Exercise; coaching convention',
  },
  {
    key: 'threshold-work',
    ko: [
      '역치 훈련',
      '역치는 한 시간쯤 유지할 수 있는 강도예요. 템포런은 20~40분을 이어서, 역치 인터벌은 5~10분씩 짧게 쉬며 나눠 달려요. 한 번의 양은 주간 거리의 10%, 60분을 넘기지 않아요.',
    ],
    en: [
      'Threshold work',
      'Threshold is the effort you could hold for about an hour. Run it as an unbroken tempo of 20–40 minutes or as repeats of 5–10 minutes with short rests. Keep one session within 10% of the week and 60 minutes.',
    ],
    also: '템포런 한 시간 버티는 속도 젖산 역치 크루즈 인터벌 얼마나 오래 tempo run duration lactate comfortably hard cruise intervals length',
    source: 'Daniels, J. Daniels’ Running Formula',
  },
  {
    key: 'vo2-work',
    ko: [
      '최대산소섭취량 인터벌',
      '3~5분씩 5km 대회에 가까운 강도로 달리고 비슷한 시간 쉬어요. 빠르게 달린 거리를 모두 더해 주간 거리의 8%, 많아도 10km까지만 해요. 마지막 반복도 같은 페이스로 끝낼 수 있어야 해요.',
    ],
    en: [
      'Intervals for VO2max',
      'Repeats of 3–5 minutes near 5 km effort with about as much rest. All fast parts together stay within 8% of the week and 10 km. The last repeat should still be at the pace of the first.',
    ],
    also: '1000미터 반복 총량 인터벌 거리 몇 킬로 빠른 반복 kilometre repeats total amount interval volume fast reps',
    source: 'Daniels, J. Daniels’ Running Formula',
  },
  {
    key: 'strides',
    ko: [
      '질주(스트라이드)',
      '이지런 뒤에 15~25초의 부드러운 가속을 4~8번 해요. 숨이 차기 전에 끝나서 피로는 거의 없고, 빠른 동작의 자세와 효율을 지켜 줘요. 사이에는 충분히 걸어요.',
    ],
    en: [
      'Strides',
      'After an easy run, four to eight smooth accelerations of 15–25 seconds. They end before you are out of breath, cost little and keep form and economy at speed. Walk fully between them.',
    ],
    also: '짧은 질주 가속 윈드 스프린트 왜 short accelerations after a jog sprints form economy what for',
    source: 'Daniels, J. Daniels’ Running Formula (repetition training)',
  },
  {
    key: 'hills',
    ko: [
      '언덕 훈련',
      '8~12초의 가파른 오르막은 힘과 자세를, 1~3분의 오르막은 지구력을 길러요. 속도가 느려 착지 충격이 작고, 내려올 때는 걸어서 회복해요.',
    ],
    en: [
      'Hills',
      'Steep climbs of 8–12 seconds build strength and form, climbs of one to three minutes build endurance. The speed is low, so the landing is softer; walk down to recover.',
    ],
    also: '오르막 달리기 좋은 점 업힐 언덕 반복 uphill sprints useful hill repeats climbing incline',
    source:
      'Barnes et al. 2013. Effects of different uphill interval-training programs on running economy and performance. International Journal of Sports Physiology and Performance',
  },
  {
    key: 'warm-up',
    ko: [
      '준비운동과 정리운동',
      '빠르게 달리기 전에는 10~15분 천천히 달리고 다리를 흔드는 동적 스트레칭과 짧은 질주 몇 번을 해요. 한 자세로 오래 늘이는 스트레칭은 뒤로 미뤄요. 끝나면 10분쯤 가볍게 달려요.',
    ],
    en: [
      'Warm-up and cool-down',
      'Before fast running, jog 10–15 minutes, add dynamic drills and a few strides. Leave long static stretching for later. Afterwards jog easily for about ten minutes.',
    ],
    also: '뛰기 전 몸 풀기 워밍업 쿨다운 스트레칭 warming up prepare body before fast running stretching cool down',
    source:
      'Fradkin et al. 2010. Effects of warming-up on physical performance: a systematic review with meta-analysis. Journal of Strength and Conditioning Research',
  },
])

export const longRunGuidelines = guidelinesOf('long_run', [
  {
    key: 'long-run-share',
    ko: [
      '롱런의 비중',
      '가장 긴 달리기는 한 주 거리의 25~30%가 알맞아요. 40%를 넘으면 그 하루에 부담이 몰려요. 롱런을 늘리고 싶다면 다른 날의 달리기부터 조금씩 늘려요.',
    ],
    en: [
      'The share of the long run',
      'The longest run suits at 25–30% of the week; beyond 40% one day carries too much. To run longer, let the other days grow first.',
    ],
    also: '장거리 일요일 한 주의 몇 퍼센트 LSD 비율 절반 Sunday run half of my week percentage long slow distance proportion',
    source: 'Daniels, J. Daniels’ Running Formula',
  },
  {
    key: 'long-run-time',
    ko: [
      '롱런의 시간',
      '두 시간 반을 넘으면 얻는 것보다 회복에 드는 비용이 커져요. 느린 러너일수록 거리보다 시간으로 정하는 편이 안전해요. 세 시간 반 넘는 훈련은 울트라를 준비할 때만 해요.',
    ],
    en: [
      'How long the long run lasts',
      'Beyond two and a half hours the cost of recovery outgrows the gain. Slower runners are safer with time than with distance. More than three and a half hours belong to ultra training only.',
    ],
    also: '3시간 넘게 150분 긴 훈련 필요 point in running more than two hours maximum duration time on feet 30km',
    source: 'Daniels, J. Daniels’ Running Formula (150 minutes); coaching convention',
  },
  {
    key: 'long-run-pace',
    ko: [
      '롱런 속의 목표 페이스',
      '기본은 편안하게 달리는 거예요. 대회 6~8주 전부터는 롱런 뒤쪽에 마라톤 페이스로 3~5km를 두세 번 넣어 지친 다리로 페이스를 익혀요. 매주 하지 말고 2주에 한 번 해요.',
    ],
    en: [
      'Goal pace within the long run',
      'The rule is easy running. From six to eight weeks before the race put two or three blocks of 3–5 km at marathon pace into its later part, to learn the pace on tired legs; every other week, not every week.',
    ],
    also: '긴 달리기 끝부분 목표 속도 연습 마라톤 페이스 빌드업 프로그레시브 fast finish long run marathon pace blocks progressive',
    source: 'Pfitzinger & Douglas. Advanced Marathoning',
  },
])
