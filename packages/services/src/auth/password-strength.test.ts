import { expect, test } from 'vitest'
import { isWeakPassword } from './password-strength.ts'

test.each([
  'password12',
  'P@ssw0rd2024!',
  'passwordpassword',
  'qwertyuiop',
  '1q2w3e4r5t',
  '1qaz2wsx3edc',
  '1234567890',
  '0987654321',
  'aaaaaaaaaa',
  'abababababab',
  'abcdefghijkl',
  'iloveyou2024',
  'Welcome123!',
  'letmein!letmein!',
  'runner1234567',
  'Garmin!2025!!',
  'dkssudgktpdy1',
  '사랑해사랑해1004',
  '대한민국2002!!',
  'jihyun900101',
  'asdfasdfasdf',
  'Sunshine!!!2019',
  'adminadmin123',
])('%s is guessed early', (password) => {
  expect(isWeakPassword(password, 'jihyun')).toBe(true)
})

test.each([
  'a long enough password',
  'correct horse battery staple',
  'vK3-pq_ZrT81',
  'XH4K-PM7Q-2ABD-9TRW',
  '한강에서 만난 고양이 셋',
  'tulip-ladder-9-ocean',
])('%s is not', (password) => {
  expect(isWeakPassword(password, 'jihyun')).toBe(false)
})
