import { guidelinesOf } from '../guideline.ts'

export const peopleGuidelines = guidelinesOf('people', [
  {
    key: 'beginner',
    ko: [
      '처음 시작하는 사람',
      '한 주 세 번, 1분 달리고 2분 걷기를 8~10번 반복하는 것부터 시작해요. 두 주 편안하면 달리는 시간을 조금 늘려요. 몸무게가 많이 나가면 걷기부터 더 길게 해요. 30분을 이어 달릴 때까지 8~12주를 잡아요.',
    ],
    en: [
      'Starting from nothing',
      'Three times a week, run one minute and walk two, eight to ten times. After two comfortable weeks run a little longer. If you are heavy, walk for longer first. Take 8–12 weeks to thirty minutes without a break.',
    ],
    also: '생전 처음 초보 입문 걷고 뛰기 과체중 런데이 beginner never jogged overweight couch to 5k run walk first time new runner',
    source:
      'Nielsen et al. 2014. Running more than three kilometers during the first week of a running regimen may be associated with increased risk of injury in obese novice runners. International Journal of Sports Physical Therapy',
  },
  {
    key: 'masters',
    ko: [
      '나이가 있는 러너',
      '쉰 살 뒤에도 훈련은 그대로 듣지만 회복이 느려져요. 힘든 날 사이를 하루 더 띄우고, 세 주에 한 번 회복 주를 넣고, 근력 운동을 빼지 않아요. 해마다 기록이 1%쯤 느려지는 것은 자연스러워요.',
    ],
    en: [
      'Runners past fifty',
      'Training still works after fifty, but recovery takes longer: one more day between hard sessions, a lighter week in three, and never skip strength. Slowing by about one percent a year is natural.',
    ],
    also: '예순 살 60대 50대 마스터스 고령 젊을 때처럼 older age sixty fifty masters veteran ageing runner',
    source: 'Tanaka & Seals 2008. Endurance exercise performance in Masters athletes. Journal of Physiology',
  },
  {
    key: 'youth',
    ko: [
      '청소년',
      '열여덟 살까지는 여러 운동을 놀이처럼 하고, 일주일 훈련 시간이 나이를 넘지 않게 하고, 한 해에 두세 달은 쉬어요. 마라톤 같은 긴 대회보다 짧은 거리와 기술이 먼저예요. 아프면 쉬고 성장과 식사를 살펴요.',
    ],
    en: [
      'Young athletes',
      'Up to eighteen, play several sports, keep weekly hours of training below the age in years and leave two or three months a year free. Short distances and skill come before long races. With pain rest, and watch growth and eating.',
    ],
    also: '중학생 초등학생 아들 딸 어린이 아이 청소년 13살 child teenager daughter son kid thirteen school young every day',
    source:
      'Bergeron et al. 2015. IOC consensus statement on youth athletic development. British Journal of Sports Medicine; Krabak et al. 2021. Youth running consensus statement',
  },
  {
    key: 'cycle',
    ko: [
      '월경 주기',
      '연구를 모아 보면 주기에 따른 실력 차이는 작고 사람마다 달라요. 정해진 틀에 맞추지 말고 두세 달 증상을 적어 본 뒤 힘든 날의 강도를 낮추는 정도로 조절해요. 석 달 넘게 멈추면 진료를 받아요.',
    ],
    en: [
      'The menstrual cycle',
      'Taken together, studies show small differences over the cycle that vary from person to person. Follow no fixed scheme: note symptoms for two or three months and ease hard days where you need it. If it stays away for three months see a doctor.',
    ],
    also: '생리 중 훈련 월경 배란 생리통 여성 period plan around menstruation cycle phase cramps women hormones',
    source:
      'McNulty et al. 2020. The effects of menstrual cycle phase on exercise performance in eumenorrheic women: a systematic review and meta-analysis. Sports Medicine',
  },
  {
    key: 'pregnancy',
    ko: [
      '임신과 출산 뒤',
      '문제가 없는 임신이라면 담당 의사와 상의해 편안한 강도로 이어 갈 수 있어요. 출산 뒤에는 걷기와 골반저 운동부터 시작하고, 달리기는 12주 이후 통증이나 불편이 없을 때 짧게 다시 시작해요.',
    ],
    en: [
      'Pregnancy and after birth',
      'In an uncomplicated pregnancy, easy exercise can usually go on, agreed with your doctor. After birth start with walking and the pelvic floor; return to running from about twelve weeks on, short, and only without pain or leaking.',
    ],
    also: '임신 중 달리기 출산 산후 아기 pregnant expecting baby postpartum having a baby after birth mother',
    source:
      'ACOG 2020. Committee opinion 804: physical activity and exercise during pregnancy and the postpartum period; Goom, Donnelly & Brockwell 2019. Returning to running postnatal',
  },
])

export const measuringGuidelines = guidelinesOf('measuring', [
  {
    key: 'threshold-test',
    ko: [
      '역치 재기',
      '몸을 푼 뒤 30분을 고르게 전력으로 달리면 평균 페이스가 역치 페이스, 마지막 20분 평균 심박이 역치 심박에 가까워요. 10km 대회 기록도 쓸 수 있어요. 6~8주마다, 또는 석 달이 지나면 다시 재요.',
    ],
    en: [
      'Testing the threshold',
      'After a warm-up run 30 minutes evenly as hard as you can: the mean pace is close to threshold pace, mean heart rate of the last 20 minutes close to threshold heart rate. A 10 km race works too. Repeat every 6–8 weeks, at least every three months.',
    ],
    also: '역치 속도 재는 법 측정 테스트 주기 how often should I test myself threshold test LTHR time trial measure',
    source:
      'Friel, J. (30-minute test; convention); Jones et al. 2019 on critical speed. Journal of Applied Physiology',
  },
  {
    key: 'zones',
    ko: [
      '심박존',
      '역치 심박을 알면 그 비율로, 모르면 심박 여유의 비율로 나눠요. 220에서 나이를 뺀 최대 심박은 사람마다 10 넘게 틀리므로 실제로 잰 값을 써요. 짧은 인터벌에서는 심박이 늦으니 페이스를 봐요.',
    ],
    en: [
      'Heart rate zones',
      'Divide by threshold heart rate if you know it, else by heart rate reserve. 220 minus age is often wrong by more than ten beats, so use a measured maximum. In short intervals heart rate lags behind: watch the pace.',
    ],
    also: '심박 구간 나누기 존 카르보넨 최대심박 220 which zones should I use heart rate zone calculation karvonen maximum',
    source:
      'Robergs & Landwehr 2002. The surprising history of the “HRmax = 220 − age” equation. Journal of Exercise Physiology online',
  },
  {
    key: 'wrist-hr',
    ko: [
      '손목 심박의 한계',
      '손목의 빛 센서는 추울 때, 느슨할 때, 인터벌에서 자주 틀리고 발걸음 수를 심박으로 읽기도 해요. 170쯤에서 갑자기 붙어 있으면 의심해요. 시계를 손목뼈 위로 조이고, 중요한 훈련에는 가슴 띠를 써요.',
    ],
    en: [
      'Limits of wrist heart rate',
      'Optical sensors fail in the cold, when loose and in intervals, and may count steps as beats: be wary of a value that suddenly sits near 170. Wear the watch tight above the wrist bone, and use a chest strap for what matters.',
    ],
    also: '시계 심박 이상하게 높음 광학 센서 오류 케이던스 락 optical sensor cadence lock pulse wrong watch heart rate too high chest strap',
    source:
      'Navalta et al. 2020. Concurrent heart rate validity of wearable technology devices during trail running. PLoS ONE',
  },
  {
    key: 'decoupling',
    ko: [
      '심박이 서서히 오르는 현상',
      '같은 페이스에서 후반 심박이 5% 안쪽으로 오르면 그 거리의 지구력이 충분하다는 뜻으로 봐요. 10% 넘으면 너무 빨랐거나 덥거나 물이 모자란 거예요. 편안한 달리기를 늘리면 줄어요.',
    ],
    en: [
      'Heart rate drifting up',
      'At an even pace a rise below 5% in the second half is taken as enough endurance for that distance. Above 10% it was too fast, too hot or too dry. More easy running brings it down.',
    ],
    also: '달리는 동안 심박 점점 상승 디커플링 드리프트 유산소 heart rate creeps up same pace cardiac drift decoupling aerobic',
    source:
      'Coyle & González-Alonso 2001. Cardiovascular drift during prolonged exercise. Exercise and Sport Sciences Reviews; Friel (5% convention)',
  },
  {
    key: 'treadmill',
    ko: [
      '러닝머신',
      '공기 저항이 없어 느린 속도에서는 차이가 거의 없고, 빠르게 달릴 때만 1% 경사를 주면 비슷해요. 시계 거리는 자주 틀리니 기계의 값을 믿어요. 더위나 미세먼지를 피하고 페이스를 지키는 데 좋아요.',
    ],
    en: [
      'Treadmill',
      'Without air resistance there is little difference at easy speed; at fast paces an incline of 1% makes up for it. Watches often get the distance wrong, so trust the machine. Good against heat or bad air and for even pacing.',
    ],
    also: '러닝머신 트레드밀 실내 달리기 밖이랑 같은가 indoor belt running same as outside treadmill incline gym',
    source:
      'Jones & Doust 1996. A 1% treadmill grade most accurately reflects the energetic cost of outdoor running. Journal of Sports Sciences',
  },
  {
    key: 'cadence',
    ko: [
      '걸음 수',
      '모두에게 맞는 분당 180걸음은 없어요. 키와 속도에 따라 160~190까지 다양해요. 발이 몸 앞 멀리 떨어지거나 무릎이 아프면 지금보다 5%쯤만 늘려 보면 무릎 부담이 줄어요.',
    ],
    en: [
      'Step rate',
      'There is no 180 for everybody: with height and speed 160–190 steps a minute are all normal. If you land far in front of you or the knees hurt, try about 5% more than now; it takes load off the knee.',
    ],
    also: '케이던스 분당 발 디딤 180 보폭 발걸음 steps a minute cadence stride rate 180 everybody form',
    source:
      'Heiderscheit et al. 2011. Effects of step rate manipulation on joint mechanics during running. Medicine & Science in Sports & Exercise',
  },
  {
    key: 'shoes',
    ko: [
      '신발',
      '두 켤레 넘게 번갈아 신은 러너가 덜 다쳤다는 연구가 있어요. 편하게 느껴지는 신발을 고르고, 600~800km쯤이나 쿠션이 꺼진 느낌이면 바꿔요. 카본화는 며칠 익힌 뒤 빠른 날에만 신어요.',
    ],
    en: [
      'Shoes',
      'Runners who alternated between pairs were injured less in one study. Choose what feels comfortable and replace a pair at some 600–800 km or when it feels flat. Get used to carbon shoes first and keep them for fast days.',
    ],
    also: '신발 켤레 돌려 신기 교체 카본화 쿠션 수명 trainers replace when rotate shoes pairs footwear carbon plate worn out',
    source:
      'Malisoux et al. 2015. Can parallel use of different running shoes decrease running-related injury risk? Scandinavian Journal of Medicine & Science in Sports',
  },
  {
    key: 'cross-training',
    ko: [
      '다른 운동으로 바꾸기',
      '충격을 줄이고 싶을 때는 자전거, 수중 달리기, 일립티컬로 같은 시간과 강도를 채워 지구력을 지킬 수 있어요. 편안한 달리기 30분은 자전거 45분쯤으로 쳐요. 대회에 필요한 다리는 결국 달려야 만들어져요.',
    ],
    en: [
      'Swapping in other sports',
      'To spare the legs, cycling, deep-water running or the elliptical at the same time and effort keep endurance. Count about 45 minutes of riding for 30 of easy running. Legs for a race are still made by running.',
    ],
    also: '못 뛰어서 자전거로 대신 대체 운동 수영 일립티컬 크로스트레이닝 swap a run for a ride cross training bike instead low impact replace',
    source:
      'Tanaka 1994. Effects of cross-training: transfer of training effects on VO2max between cycling, running and swimming. Sports Medicine',
  },
])
