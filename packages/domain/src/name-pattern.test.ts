import { expect, test } from 'vitest'
import { namePattern } from './name-pattern.ts'

const finds = (typed: string, name: string): boolean => new RegExp(namePattern(typed), 'i').test(name)

test.each([
  ['한강', '아침 한강 러닝', true],
  ['ㅎㄱ', '아침 한강 러닝', true],
  ['ㅇㅊㅎㄱ', '아침 한강 러닝', true],
  ['ㅇㅊ ㅎㄱ', '아침한강', true],
  ['한ㄱ', '한강', true],
  ['ㅎㄲ', '한강', false],
  ['다', '달리기', true],
  ['달ㄹ', '달리기', true],
  ['다리', '달리기', false],
  ['tempo  run', 'Tempo Run', true],
  ['100%', '100% effort', true],
  ['a.c', 'abc', false],
  ['***', 'a*b', false],
  ['(', 'one (two', true],
  ['\\d', 'd5', false],
])('%s in %s: %s', (typed, name, found) => {
  expect(finds(typed, name)).toBe(found)
})
