import { expect, test } from 'vitest'
import { cleanMemo, emptyMemo, foldTurns } from './memo.ts'

test('sentences go where they belong, questions and small talk nowhere', () => {
  const memo = foldTurns(emptyMemo, [
    '안녕하세요! 일요일은 출장이라 못 뛰어요. 언덕은 싫어요.',
    '작년에 왼쪽 무릎을 다쳤어요\n그럼 화요일에 인터벌 하기로 해요.',
    '오늘 날씨 좋네요. 일요일에 못 뛰면 어떡하죠?',
    "I can't run on Mondays. I prefer mornings. My shin hurts. Let's keep three days.",
  ])
  expect(memo).toEqual({
    limits: ['일요일은 출장이라 못 뛰어요.', "I can't run on Mondays."],
    preferences: ['언덕은 싫어요.', 'I prefer mornings.'],
    injuries: ['작년에 왼쪽 무릎을 다쳤어요', 'My shin hurts.'],
    decisions: ['그럼 화요일에 인터벌 하기로 해요.', "Let's keep three days."],
  })
})

test('the same word is kept once, the newest of too many stay, nothing hides in them', () => {
  const many = Array.from({ length: 20 }, (_, i) => `${i}일은 안 돼요.`)
  const { limits } = foldTurns(foldTurns(emptyMemo, many), ['19일은 안 돼요.', '못 가요 https://evil.example'])
  expect(limits).toHaveLength(8)
  expect(limits.at(-1)).toBe('19일은 안 돼요.')
  expect(
    cleanMemo({ limits: ['a  b', 3, '', 'c\u202ed'], decisions: 'x', injuries: ['무릎 '.repeat(100)] }),
  ).toMatchObject({
    limits: ['a b'],
    decisions: [],
    injuries: [expect.stringMatching(/^.{1,160}$/) as string],
  })
})
