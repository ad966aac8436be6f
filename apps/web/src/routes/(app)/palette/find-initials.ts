const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const FIRST_SYLLABLE = 0xac00
/** Syllables that begin with one consonant. */
const PER_INITIAL = 588

/** `ㅎㄱ` finds 한강: a consonant alone stands for every syllable that begins with it, other letters for themselves. */
export function includesText(text: string, asked: string): boolean {
  const pattern = Array.from(asked.normalize('NFC').replaceAll(/\s+/g, ''), patternOf).join(String.raw`\s*`)
  return new RegExp(pattern, 'iu').test(text.normalize('NFC'))
}

function patternOf(letter: string): string {
  const at = INITIALS.indexOf(letter)
  if (at < 0) return letter.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
  const first = FIRST_SYLLABLE + at * PER_INITIAL
  return `[${letter}${String.fromCharCode(first)}-${String.fromCharCode(first + PER_INITIAL - 1)}]`
}
