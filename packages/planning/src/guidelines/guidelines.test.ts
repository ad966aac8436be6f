import { expect, test } from 'vitest'
import { isUnfit } from '../validate/check-texts.ts'
import { embedText } from './embed-text.ts'
import { guidelineTopics } from './guideline.ts'
import { guidelineLibrary } from './library.ts'
import { plainText, splitText } from './split-text.ts'

const cosine = (a: string, b: string) => embedText(a).reduce((sum, each, i) => sum + each * embedText(b)[i]!, 0)

test('the library says each thing once, in both languages, with a source, and nothing a plan may not say', () => {
  const keys = guidelineLibrary.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(keys.length).toBeGreaterThanOrEqual(60)
  expect(new Set(guidelineLibrary.map(({ topic }) => topic))).toEqual(new Set(guidelineTopics))
  for (const { key, ko, en, source } of guidelineLibrary) {
    expect([key, source.length > 10, /[가-힣]/.test(ko[1]), /[가-힣]/.test(en.join())]).toEqual([
      key,
      true,
      true,
      false,
    ])
    expect([key, ko[1].length <= 260, en[1].length <= 420]).toEqual([key, true, true])
    expect([key, ko[1].endsWith('요.'), `${ko[1]} ${en[1]}`.includes('과훈련')]).toEqual([key, true, false])
    expect([key, isUnfit(`${ko[1]} ${en[1]}`)]).toEqual([key, false])
  }
})

test('an embedding has length 1, is the same every time, and is nearer to what means the same', () => {
  expect(Math.hypot(...embedText('롱런은 천천히'))).toBeCloseTo(1, 6)
  expect(embedText('')).toEqual(new Float32Array(1024))
  expect(embedText('수면')).toEqual(embedText('수면'.normalize('NFD')))
  const asked = '어제 네 시간밖에 못 잤어요'
  expect(cosine(asked, 'sleep less than seven hours')).toBeGreaterThan(cosine(asked, 'carbon shoes for fast days'))
})

test('a document is cut at headings, then at sentences, and nothing hidden stays in it', () => {
  const sentence = (i: number) => `${i}번째 문장은 달리기를 조금씩 늘리라는 이야기예요.`
  const body = Array.from({ length: 40 }, (_, i) => sentence(i)).join(' ')
  const chunks = splitText(plainText(`머리말이에요.\r\n\r\n# **늘리기**\r\n${body}\r\n## 쉬기\r\n쉬어요.`), '내 노트')
  expect(chunks.map(({ title }) => title)).toEqual(['내 노트', ...chunks.slice(1, -1).map(() => '늘리기'), '쉬기'])
  expect(Math.max(...chunks.map(({ text }) => text.length))).toBeLessThanOrEqual(800)
  const all = chunks.map(({ text }) => text).join(' ')
  for (let i = 0; i < 40; i++) expect(all).toContain(sentence(i))
  // Each chunk begins with the last sentence of the one before.
  expect(chunks[2]!.text.startsWith(chunks[1]!.text.split(/(?<=요\.) /).at(-1)!)).toBe(true)
  expect(plainText('a\u202e\u200bb\0c\ud800')).toBe('abc\uFFFD')
  expect(splitText('x'.repeat(100_000), 'long').every(({ text }) => text.length <= 800)).toBe(true)
  expect(splitText('', 'empty')).toEqual([])
})
