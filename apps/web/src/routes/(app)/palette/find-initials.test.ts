import { expect, test } from 'vitest'
import { includesText } from './find-initials.ts'

test.each([
  ['한강 달리기', 'ㅎㄱ', true],
  ['한강 달리기', '한ㄱ ㄷ', true],
  ['한강 달리기', 'ㄱㄷㄹㄱ', true],
  ['남산', 'ㄴㅅ', true],
  ['남산', 'ㅎㅅ', false],
  ['까치산', 'ㄱ', false],
  ['Easy run (5 km)', 'RUN (5', true],
  ['무엇이든', '', true],
])('in %s is %s: %s', (text, asked, found) => expect(includesText(text, asked)).toBe(found))

test('a name typed on a Mac is found as well', () => expect(includesText('한강'.normalize('NFD'), 'ㅎㄱ')).toBe(true))
