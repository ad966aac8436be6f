import { guidelinesOf } from '../guideline.ts'

export const loadGuidelines = guidelinesOf('load', [
  {
    key: 'progress-single',
    ko: [
      '한 번에 달리는 거리',
      '최근 30일 동안 가장 길게 달린 거리보다 10% 넘게 긴 달리기 한 번은 부상이 늘어나는 것과 관련이 있었어요. 러너 5,205명을 지켜본 연구에서 두 배 넘게 달린 경우가 가장 위험했어요. 가장 긴 달리기는 조금씩만 늘려요.',
    ],
    en: [
      'The longest single run',
      'One run more than 10% longer than the longest of the last 30 days went along with more injuries in a study of 5,205 runners; doubling it was worst. Let the longest run grow in small steps.',
    ],
    also: '최장거리 갑자기 멀리 장거리 급증 한 번에 무리 too far spike jump distance record longest outing injury risk',
    source:
      'Frandsen et al. 2025. How much running is too much? Identifying high-risk running sessions in a 5200-person cohort study. British Journal of Sports Medicine',
  },
  {
    key: 'progress-week',
    ko: [
      '주간 거리 늘리기',
      '한 주의 거리를 10%씩 늘리는 것은 오래된 약속일 뿐, 초보자 시험에서 부상을 줄이지 못했어요. 그래도 갑작스러운 증가를 막아 주므로, 최근 네 주 가운데 많이 달린 두 주의 평균보다 10% 안쪽으로 늘려요.',
    ],
    en: [
      'Adding weekly volume',
      'Ten percent a week is a convention: in a trial with beginners it did not lower injuries. It still keeps sudden jumps away, so stay within 10% of the mean of the two biggest of the last four weeks.',
    ],
    also: '10퍼센트 규칙 주간 거리 얼마씩 증가 마일리지 ten percent rule weekly mileage increase how much add per week',
    source:
      'Buist et al. 2008. No effect of a graded training program on the number of running-related injuries in novice runners. American Journal of Sports Medicine',
  },
  {
    key: 'progress-fortnight',
    ko: [
      '두 주 사이의 급증',
      '두 주 만에 거리를 30% 넘게 늘린 러너는 무릎이나 정강이처럼 거리에서 오는 부상이 더 많은 경향을 보였어요. 늘린 뒤에는 한두 주 머물러 몸이 따라오게 해요.',
    ],
    en: [
      'A jump within two weeks',
      'Runners who raised their distance by more than 30% within two weeks tended to get more of the injuries that come from distance, such as those of knee and shin. After a step up, stay there for a week or two.',
    ],
    also: '2주 급증 마일리지 확 늘림 fortnight sudden increase mileage jump',
    source:
      'Nielsen et al. 2014. Excessive progression in weekly running distance and risk of running-related injuries. Journal of Orthopaedic & Sports Physical Therapy',
  },
  {
    key: 'one-thing',
    ko: [
      '한 가지씩 올리기',
      '거리와 강도를 한꺼번에 올리지 말고 하나씩 올려요. 양을 늘린 쪽과 강도를 높인 쪽의 부상에는 차이가 없었지만, 둘을 같이 올리면 무엇이 무리였는지 알 수 없어요.',
    ],
    en: [
      'Raise one thing at a time',
      'Do not raise distance and intensity together. Progressing volume and progressing intensity led to the same number of injuries in a trial, but when both rise nobody can tell which was too much.',
    ],
    also: '거리와 속도 동시에 같이 올리기 faster and further at once volume versus speed both',
    source:
      'Ramskov et al. 2018. Progression in running intensity or running volume and the development of specific injuries (Run Clever). Journal of Orthopaedic & Sports Physical Therapy',
  },
  {
    key: 'deload',
    ko: [
      '회복 주',
      '세 주 올리고 한 주는 앞선 주들의 80% 아래로 줄이는 것이 널리 쓰이는 방식이에요. 쉰다섯 살이 넘으면 두 주마다 줄여요. 강도는 조금 남기고 양을 줄여요. 러너를 대상으로 한 시험은 없는 경험의 규칙이에요.',
    ],
    en: [
      'Lighter weeks',
      'Three weeks up, then one below 80% of them, is common practice; past fifty-five every third week is lighter. Cut the volume and keep a little intensity. This is experience, not the result of a trial with runners.',
    ],
    also: '디로드 쉬어 가는 주 줄이는 주 몇 주마다 가볍게 deload easier week cutback recovery week step back down week now and then',
    source:
      'Bell et al. 2023. Integrating deloading into strength and physique sports training programmes: an international Delphi consensus. Sports Medicine - Open; coaching convention for runners',
  },
  {
    key: 'acwr-honest',
    ko: [
      '급성:만성 부하 비율(ACWR)',
      '최근 7일과 그 전 3주의 부하를 비교하는 숫자예요. 부상을 예측하지 못해요. 러너 5,205명에서는 관련이 없거나 반대였고, 축구 선수 시험에서도 이 숫자로 훈련을 짠 쪽이 덜 다치지 않았어요. 변화를 보는 참고로만 써요.',
    ],
    en: [
      'Acute to chronic workload ratio (ACWR)',
      'It compares the last 7 days with the 3 weeks before. It does not predict injury: among 5,205 runners it was unrelated or pointed the other way, and footballers who trained by it were hurt as often. Use it to see change, nothing else.',
    ],
    also: '급성 만성 비율 1.5 부상 예측 위험 구간 acute chronic ratio sweet spot red zone watch warning injury prediction',
    source:
      'Impellizzeri et al. 2020. Acute:chronic workload ratio: conceptual issues and fundamental pitfalls. International Journal of Sports Physiology and Performance; Dalen-Lorentsen et al. 2021. British Journal of Sports Medicine',
  },
  {
    key: 'fitness-ramp',
    ko: [
      '체력(CTL)이 오르는 속도',
      '체력은 6주쯤의 부하를 평균한 값이에요. 한 주에 3~5씩 오르면 무난하고, 5를 넘으면 조심, 8을 넘으면 지나치게 가파르다고 봐요. 지도자들의 경험에서 나온 숫자예요.',
    ],
    en: [
      'How fast fitness (CTL) rises',
      'Fitness here is the average load of some six weeks. Three to five points a week are comfortable, above five take care, above eight is steep. These figures are the experience of coaches.',
    ],
    also: '체력 점수 상승 램프 CTL 일주일에 ramp rate chronic training load climbing too steep points per week',
    source: 'Friel, J. The Triathlete’s Training Bible; Couzens, A., on ramp rates (coaching convention)',
  },
  {
    key: 'form-balance',
    ko: [
      '컨디션(TSB)의 뜻',
      '컨디션은 체력에서 피로를 뺀 값이라 훈련을 쌓는 동안 마이너스가 되는 것이 보통이에요. -10에서 -30은 훈련이 쌓이는 구간, -30 아래는 피로가 큰 구간으로 보고, 대회 전에는 0보다 위로 올라오게 해요.',
    ],
    en: [
      'What form (TSB) means',
      'Form is fitness minus fatigue, so it is negative while training builds up. From −10 to −30 you are loading, below −30 fatigue is high, and before a race it should come up above zero. The limits are convention.',
    ],
    also: '폼 마이너스 숫자 컨디션 나쁨 TSB training stress balance negative minus thirty freshness tired score',
    source: 'Banister et al. 1975. A systems model of training for athletic performance; Friel (coaching convention)',
  },
  {
    key: 'load-meaning',
    ko: [
      '훈련 부하 숫자',
      '부하 100은 역치에서 한 시간 동안 운동한 만큼이에요. 편안한 한 시간은 60쯤, 긴 달리기는 100을 넘어요. 심박, 페이스, 파워 가운데 무엇으로 셌는지에 따라 달라지므로 같은 방식끼리만 비교해요.',
    ],
    en: [
      'What a load number says',
      'A load of 100 is one hour at threshold. An easy hour is about 60, a long run goes beyond 100. It depends on whether heart rate, pace or power was counted, so compare only numbers of one method.',
    ],
    also: '부하 100 힘든 정도 TSS hrTSS 점수 의미 training load stress score how hard meaning',
    source: 'Allen & Coggan. Training and Racing with a Power Meter; Banister 1991',
  },
  {
    key: 'monotony',
    ko: [
      '단조로움',
      '매일 비슷한 부하가 이어지면 같은 양이라도 몸이 더 지쳐요. 하루 부하의 평균을 표준편차로 나눈 값이 2를 넘으면 단조로운 주예요. 쉬운 날은 더 쉽게, 힘든 날은 또렷하게 나눠요.',
    ],
    en: [
      'Monotony',
      'Days that are all alike wear you down more than the same amount with contrast. Mean daily load divided by its standard deviation above 2 is a monotonous week. Make easy days easier and hard days distinct.',
    ],
    also: '매일 똑같은 훈련 변화 없음 같은 거리만 every day the same schedule variety contrast boring strain',
    source:
      'Foster 1998. Monitoring training in athletes with reference to overtraining syndrome. Medicine & Science in Sports & Exercise',
  },
])
