import { AppError } from '@rc/domain'
import { commonWords } from './common-words.ts'

const leet: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'i',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
}
/** Rows of keyboards and alphabets; walks along them in either direction are no secret. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ',
  '가나다라마바사아자차카타파하',
]
const walks = [...rows, ...rows.map((row) => Array.from(row).toReversed().join(''))]
const MEANINGFUL = 5

/**
 * Whether somebody who guesses would come upon the password early: it is made of the words everybody takes, the login,
 * walks over the keyboard, dates and repetitions, and fewer than five signs are left when those are taken away.
 */
export function isWeakPassword(password: string, login: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase()
  if (new Set(plain).size < MEANINGFUL) return true
  return [plain, Array.from(plain, (sign) => leet[sign] ?? sign).join('')].some(
    (text) => countLeft(text, [...commonWords, ...(login.length > 2 ? [login.toLowerCase()] : [])]) < MEANINGFUL,
  )
}

/** How many signs remain without words, walks, numbers at the rim and repetitions. */
function countLeft(text: string, words: string[]): number {
  let left = text.replaceAll(/(?:19|20)\d\d|[^\p{L}\p{N}]/gu, ' ')
  for (const word of words.toSorted((a, b) => b.length - a.length)) left = left.replaceAll(word, ' ')
  left = removeWalks(left).replaceAll(/(^|\s)\d+|\d+(?=\s|$)/g, ' ')
  left = left.replaceAll(/(\S{1,6})\1+/gu, '$1')
  return new Set(left.replaceAll(/\s/g, '')).size
}

/** Takes out every run of four or more signs that follows a walk. */
function removeWalks(text: string): string {
  let result = ''
  for (let at = 0; at < text.length;) {
    let length = 4
    const isWalk = (n: number) => at + n <= text.length && walks.some((walk) => walk.includes(text.slice(at, at + n)))
    if (!isWalk(length)) result += text[at++]
    else {
      while (isWalk(length + 1)) length++
      result += ' '
      at += length
    }
  }
  return result
}

/** Throws `invalid_input` with the reason `weak_password`. The length is the contract's to check. */
export function requireStrongPassword(password: string, login: string): void {
  if (isWeakPassword(password, login))
    throw new AppError('invalid_input', 'a password that is guessed early', { details: { reasons: ['weak_password'] } })
}
