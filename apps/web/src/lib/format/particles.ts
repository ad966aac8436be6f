/** Spoken ends of figures: 0 영, 1 일, 3 삼, 6 육, 7 칠, 8 팔 have a final consonant. */
const finalOfDigit: Record<string, Final> = {
  '0': 'consonant',
  '1': 'rieul',
  '2': 'vowel',
  '3': 'consonant',
  '4': 'vowel',
  '5': 'vowel',
  '6': 'consonant',
  '7': 'rieul',
  '8': 'rieul',
  '9': 'vowel',
}
/** Units as they are spoken: 킬로미터, 미터, 킬로그램, 와트, 퍼센트, 비피엠, 도; 5'09" and 1:09 end in 초, (토) in 요일. */
const finalOfUnit: [RegExp, Final][] = [
  [/\d"$|\d:\d\d$/, 'vowel'],
  [/\([월화수목금토일]\)$/, 'rieul'],
  [/(?:km|\bm|W|%|km\/h|°|[0-9]m)$/, 'vowel'],
  [/(?:kg|bpm|spm|rpm)$/, 'consonant'],
]
/** Latin letters as Koreans name them: l 엘, m 엠, n 엔, r 알. */
const finalOfLetter: Record<string, Final> = { l: 'rieul', r: 'rieul', m: 'consonant', n: 'consonant' }

type Final = 'consonant' | 'rieul' | 'vowel'

function finalSound(text: string): Final {
  const told = text.replace(/[\s'”’*]+$/, '')
  const spoken = told.replace(/[\s"'”’)\]]+$/, '')
  for (const [pattern, final] of finalOfUnit) if (pattern.test(told) || pattern.test(spoken)) return final
  const last = spoken.at(-1) ?? ''
  const digit = finalOfDigit[last]
  if (digit) return digit
  const code = last.charCodeAt(0) - 0xac00
  if (code >= 0 && code < 11_172) return code % 28 === 0 ? 'vowel' : code % 28 === 8 ? 'rieul' : 'consonant'
  return finalOfLetter[last.toLowerCase()] ?? 'vowel'
}

/** Keeps what follows a bracket on its line: `(토)` and its particle are one word. */
const JOINED = '\u2060'

/**
 * Chooses every particle a sentence leaves open: `{distance}[을/를]` → `19 km를`, `{date}[으로/로]` → `10월 4일로`.
 * The form before the slash follows a final consonant; 으로 turns into 로 after ㄹ as well.
 */
export function withParticles(sentence: string): string {
  return sentence.replaceAll(/\[([가-힣]+)\/([가-힣]+)\]/g, (_, closed: string, open: string, at: number) => {
    const final = finalSound(sentence.slice(0, at))
    const particle = final === 'vowel' || (final === 'rieul' && closed === '으로') ? open : closed
    return sentence[at - 1] === ')' ? JOINED + particle : particle
  })
}
