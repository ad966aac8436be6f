const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
/** Syllables of one first consonant, and of one first consonant and vowel. */
const PER_INITIAL = 588
const PER_VOWEL = 28

const stretch = (from: number, length: number): string =>
  `${String.fromCharCode(from)}-${String.fromCharCode(from + length - 1)}`

/**
 * What somebody typed as the source of a regular expression, the same for JavaScript and PostgreSQL: it finds the text in
 * a name. A Korean first consonant stands for every syllable that begins with it (ㅎㄱ finds 한강; spaces in between do not
 * matter then), and the last syllable may still be growing (다 finds 달리기).
 */
export function namePattern(typed: string): string {
  const signs = Array.from(typed.trim().replaceAll(/\s+/g, ' ').normalize('NFC'))
  const byInitials = signs.some((sign) => INITIALS.includes(sign))
  const parts = signs.map((sign, i) => {
    const initial = INITIALS.indexOf(sign)
    if (initial >= 0) return `[${sign}${stretch(FIRST_SYLLABLE + initial * PER_INITIAL, PER_INITIAL)}]`
    const code = sign.charCodeAt(0)
    const isOpen = code >= FIRST_SYLLABLE && code <= LAST_SYLLABLE && (code - FIRST_SYLLABLE) % PER_VOWEL === 0
    if (isOpen && i === signs.length - 1) return `[${stretch(code, PER_VOWEL)}]`
    if (sign === ' ') return byInitials ? '' : '\\s+'
    return sign.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&')
  })
  return byInitials ? parts.filter(Boolean).join('\\s*') : parts.join('')
}
