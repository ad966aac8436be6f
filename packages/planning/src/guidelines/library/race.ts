import { guidelinesOf } from '../guideline.ts'

export const raceGuidelines = guidelinesOf('race', [
  {
    key: 'race-5k',
    ko: [
      '5km 준비',
      '5km는 거의 최대산소섭취량에서 달리는 대회예요. 편안한 달리기로 바탕을 만든 뒤 3~5분 인터벌과 200~400m 반복을 한 주에 한두 번 하고, 역치 훈련으로 받쳐요. 처음이라면 8~10주를 잡아요.',
    ],
    en: [
      'Preparing for 5 km',
      'Five kilometres are run close to VO2max. On a base of easy running, put one or two sessions a week of 3–5 minute intervals and 200–400 m repeats, supported by threshold work. For a first one take 8–10 weeks.',
    ],
    also: '5K 오킬로 기록 단축 파크런 5km 줄이기 parkrun five kilometres first race improve time',
    source: 'Daniels, J. Daniels’ Running Formula',
  },
  {
    key: 'race-10k',
    ko: [
      '10km 준비',
      '10km는 역치를 조금 넘는 강도로 달려요. 역치 인터벌이 중심이고, 1000m 반복으로 여유를 만들며, 12~16km 롱런으로 버틸 힘을 길러요. 10~12주면 충분해요.',
    ],
    en: [
      'Preparing for 10 km',
      'Ten kilometres are run a little above threshold. Cruise intervals are the core, 1000 m repeats give reserve, and long runs of 12–16 km the staying power. Ten to twelve weeks are enough.',
    ],
    also: '10K 십킬로 중요한 훈련 what matters for the 10k ten kilometres',
    source: 'Daniels, J. Daniels’ Running Formula; Pfitzinger & Latter. Faster Road Racing',
  },
  {
    key: 'race-half',
    ko: [
      '하프마라톤 준비',
      '하프는 역치 바로 아래에서 오래 달려요. 템포런과 역치 인터벌, 16~20km 롱런을 세 축으로 삼고 끝 무렵에는 하프 페이스를 길게 연습해요. 12주쯤 준비하면 좋아요.',
    ],
    en: [
      'Preparing for the half marathon',
      'The half is run just below threshold for a long time. Tempo runs, cruise intervals and long runs of 16–20 km carry it, with longer stretches at race pace near the end. About twelve weeks.',
    ],
    also: '21km 21.1 21킬로 하프 대회 half marathon preparation 21 km',
    source: 'Pfitzinger & Latter. Faster Road Racing',
  },
  {
    key: 'race-marathon',
    ko: [
      '마라톤 준비',
      '풀코스에는 12~18주의 꾸준한 양이 먼저예요. 롱런을 28~32km까지 천천히 키우고, 역치 훈련과 마라톤 페이스 롱런을 번갈아 넣고, 달리면서 먹는 연습도 해요. 마지막 두세 주는 테이퍼예요.',
    ],
    en: [
      'Preparing for the marathon',
      'The marathon asks for 12–18 weeks of steady volume first. Let the long run grow to 28–32 km, alternate threshold work and long runs with marathon pace, and practise eating on the run. The last two or three weeks are the taper.',
    ],
    also: '풀코스 42km 42.195 몇 주 필요 서브4 서브3 42 km full marathon build weeks needed sub four',
    source: 'Pfitzinger & Douglas. Advanced Marathoning; Daniels, J. Daniels’ Running Formula',
  },
  {
    key: 'race-ultra',
    ko: [
      '울트라와 트레일',
      '울트라는 속도보다 움직이는 시간, 오르내림, 먹는 법이 좌우해요. 이틀 이어 긴 달리기를 하는 주말을 가끔 넣고, 내리막 연습으로 허벅지를 준비하고, 걷는 구간도 계획해요.',
    ],
    en: [
      'Ultra and trail',
      'An ultra is decided by time on feet, climbing and eating rather than speed. Now and then use a weekend with two long days, prepare the thighs with downhill running and plan where to walk.',
    ],
    also: '100km 50km 트레일 산악 울트라 대회 다른 점 ultra marathon trail mountain back to back long days',
    source:
      'Scheer et al. 2020. Defining off-road running: a position statement from the Ultra Sports Science Foundation; coaching convention',
  },
  {
    key: 'taper',
    ko: [
      '테이퍼',
      '대회 전 두 주 동안 양을 점점 41~60% 줄이면 기록이 가장 좋았어요. 빠르기와 횟수는 그대로 두고 한 번의 길이만 줄여요. 마지막 48시간에는 힘든 훈련을 하지 않아요.',
    ],
    en: [
      'Taper',
      'Cutting volume step by step by 41–60% over the two weeks before the race gave the best results. Keep the speed and the number of sessions and shorten each. Nothing hard in the last 48 hours.',
    ],
    also: '시합 전 줄이기 2주 전 대회 앞두고 조절 스피드 유지 cut back before the big day race week reduce volume sharpen',
    source:
      'Bosquet et al. 2007. Effects of tapering on performance: a meta-analysis. Medicine & Science in Sports & Exercise; Wang et al. 2023. PLoS ONE',
  },
  {
    key: 'race-pacing',
    ko: [
      '대회 페이스 배분',
      '처음부터 고르게 달린 사람이 목표에 가까웠어요. 첫 5km를 목표보다 빠르게 나간 마라토너일수록 후반에 크게 느려졌어요. 처음 몇 킬로미터는 일부러 참고, 언덕에서는 페이스 대신 힘을 고르게 써요.',
    ],
    en: [
      'Pacing a race',
      'Those who run evenly come closest to their goal; marathoners who start faster than planned slow down most later on. Hold back on purpose in the first kilometres, and on hills keep the effort even, not the pace.',
    ],
    also: '초반 오버페이스 후반 무너짐 벽 이븐 페이스 네거티브 스플릿 fade last third hit the wall starting too fast even split negative split',
    source:
      'Smyth 2018. Fast starters and slow finishers: a large-scale data analysis of pacing at the beginning and end of the marathon. Journal of Sports Analytics',
  },
  {
    key: 'race-prediction',
    ko: [
      '기록 예측의 한계',
      '짧은 대회로 하프까지는 잘 맞지만 마라톤은 흔히 너무 빠르게 나와요. 러너 2,303명 가운데 절반은 예측보다 10분 넘게 늦었어요. 그래서 마라톤은 한 점이 아니라 범위로 보고 느린 쪽에서 시작해요.',
    ],
    en: [
      'Limits of race prediction',
      'Formulas work up to the half marathon, but make the marathon too fast: half of 2,303 runners were more than ten minutes slower. So read a marathon as a range and start from its slow end.',
    ],
    also: '하프 기록 풀코스 예상 시간 계산 리겔 predict marathon time from half Riegel VDOT equivalent finishing time',
    source:
      'Vickers & Vertosick 2016. An empirical study of race times in recreational endurance runners. BMC Sports Science, Medicine and Rehabilitation',
  },
  {
    key: 'after-race',
    ko: [
      '대회가 끝난 뒤',
      '5km를 달릴 때마다 하루쯤은 쉬운 날로 둬요. 마라톤 뒤 첫 주는 쉬거나 걷고, 둘째 주부터 짧고 느리게 달리고, 강한 훈련은 3~4주 뒤에 시작해요. 근육이 덜 아파도 깊은 피로는 더 오래 남아요.',
    ],
    en: [
      'After a race',
      'Allow about one easy day for every 5 km raced. After a marathon rest or walk for the first week, jog short and slow in the second, and start hard training after three or four. Deep fatigue outlasts sore muscles.',
    ],
    also: '마라톤 끝나고 언제 다시 대회 후 회복 리커버리 how long gentle once the marathon is over recovery post race',
    source: 'Pfitzinger & Douglas. Advanced Marathoning (coaching convention)',
  },
])

export const returnGuidelines = guidelinesOf('return', [
  {
    key: 'return-break',
    ko: [
      '쉬었다가 돌아오기',
      '1~4주 쉬었다면 쉰 기간만큼 걸려 돌아온다고 생각해요. 앞 절반은 쉬기 전 주간 거리의 50%, 뒤 절반은 75% 아래로 하고, 처음 3분의 1에는 인터벌을 넣지 않아요. 페이스는 새로 재요.',
    ],
    en: [
      'Coming back after a break',
      'After one to four weeks off, take about as long to return: in the first half up to 50% of the week before the break, in the second up to 75%, and no intervals in the first third. Set the paces anew.',
    ],
    also: '3주 쉬었다 한 달 공백 다시 시작 복귀 오랜만 not run for a month restart where to begin time off layoff holiday',
    source: 'Daniels, J. Daniels’ Running Formula (return after a break)',
  },
  {
    key: 'return-illness',
    ko: [
      '아픈 뒤에',
      '열이 있거나 목 아래로 증상이 있으면 달리지 않아요. 증상이 완전히 없어지고 하루 이틀 지난 뒤 짧고 편안하게 시작하고, 앓은 날만큼은 강한 훈련을 미뤄요. 가슴이 답답하거나 숨이 차면 진료를 받아요.',
    ],
    en: [
      'After an illness',
      'With fever or symptoms below the neck do not run. Begin short and easy a day or two after all symptoms have gone, and put off hard training for as many days as you were ill. With chest tightness or breathlessness see a doctor.',
    ],
    also: '감기 나은 뒤 열 독감 코로나 몸살 기침 바로 뛰기 fever flu cold covid sick cough virus last week',
    source:
      'Schwellnus et al. 2022. Recommendations on acute respiratory illness in athletes: IOC consensus. British Journal of Sports Medicine',
  },
  {
    key: 'detraining',
    ko: [
      '쉬면 얼마나 떨어질까',
      '일주일은 거의 차이가 없어요. 2주 쉬면 3%쯤, 4주면 7%쯤 실력이 내려가고, 10주를 넘으면 20%쯤에서 멈춰요. 쌓아 온 기간이 길수록 천천히 떨어지고 다시 오르는 것은 처음보다 빨라요.',
    ],
    en: [
      'What a break costs',
      'A week hardly matters. Two weeks cost about 3%, four about 7%, and past ten weeks it levels out near 20%. The longer you have trained the slower it goes, and it comes back faster than it was built.',
    ],
    also: '실력 떨어짐 체력 저하 쉬면 빠지는 감소 lose fitness quickly what I built decline loss of shape',
    source:
      'Mujika & Padilla 2000. Detraining: loss of training-induced physiological and performance adaptations. Sports Medicine; Daniels (table of FVDOT-1)',
  },
])

export const painGuidelines = guidelinesOf('pain', [
  {
    key: 'pain-scale',
    ko: [
      '통증과 달리기',
      '0~10 가운데 3까지의 통증이 달리는 동안 심해지지 않고 다음 날 아침까지 가라앉으면 줄여서 이어 갈 수 있어요. 4가 넘거나 걸음이 바뀌거나 점점 심해지면 달리기를 멈추고 전문가를 찾아요.',
    ],
    en: [
      'Pain and running',
      'Pain up to 3 out of 10 that does not grow while you run and settles by next morning can be run with, at a smaller dose. At 4 and more, with a limp, or getting worse from day to day: stop running and see a professional.',
    ],
    also: '살살 아픈데 무릎 정강이 발목 아킬레스 계속 뛰어도 통증 hurts a little sore knee shin achilles keep running ache niggle',
    source:
      'Silbernagel et al. 2007. Continued sports activity, using a pain-monitoring model, during rehabilitation in patients with Achilles tendinopathy. American Journal of Sports Medicine',
  },
  {
    key: 'red-flags',
    ko: [
      '바로 멈춰야 하는 신호',
      '가슴 통증이나 조임, 실신이나 심한 어지러움, 쉬는데도 숨이 참, 갑작스러운 두근거림이 있으면 운동을 멈추고 바로 119나 응급실의 도움을 받아요. 앱은 의료 기기가 아니며 판단을 대신할 수 없어요.',
    ],
    en: [
      'Signs to stop at once',
      'Chest pain or tightness, fainting or severe dizziness, breathlessness at rest, a suddenly racing heart: stop and get emergency help at once. This app is no medical device and cannot judge it for you.',
    ],
    also: '가슴 조임 흉통 어지러움 기절 쓰러짐 응급 심장 chest pain fainted dizzy collapse heart emergency nearly passed out',
    source:
      'Pelliccia et al. 2021. ESC guidelines on sports cardiology and exercise in patients with cardiovascular disease. European Heart Journal',
  },
  {
    key: 'bone-stress',
    ko: [
      '뼈에서 오는 통증',
      '뼈의 한 점을 누르면 아프고, 뛸수록 심해지고, 밤이나 쉴 때도 아프면 피로 골절일 수 있어요. 한 번 더 달려 보지 말고 멈춘 뒤 진료를 받아요. 적게 먹거나 급히 거리를 늘린 뒤에 잘 생겨요.',
    ],
    en: [
      'Pain from bone',
      'Pain on one spot when you press the bone, growing with running, present at night or at rest, may be a stress fracture. Do not try one more run: stop and see a doctor. Eating too little and sudden increases make it more likely.',
    ],
    also: '뼈를 누르면 아픔 콕 찌르는 정강이 발등 피로골절 shin bone tender spot stress fracture metatarsal night pain',
    source:
      'Warden et al. 2014. Management and prevention of bone stress injuries in long-distance runners. Journal of Orthopaedic & Sports Physical Therapy',
  },
  {
    key: 'prior-injury',
    ko: [
      '다친 적이 있다면',
      '최근 12개월 안에 다친 것은 새 부상과 가장 꾸준히 관련된 요인이에요. 피할 이유가 아니라 더 천천히 올릴 이유예요. 다쳤던 곳의 근력을 기르고 처음 몇 달은 늘리는 폭을 절반으로 잡아요.',
    ],
    en: [
      'If you were injured before',
      'An injury within the last 12 months is the factor most steadily linked with a new one. It is a reason to build more slowly, not to avoid running: strengthen what was hurt and halve the steps for some months.',
    ],
    also: '작년에 다친 곳 재발 부상 이력 걱정 injured last year again recurrence previous injury history more likely',
    source: 'Saragiotto et al. 2014. What are the main risk factors for running-related injuries? Sports Medicine',
  },
])
