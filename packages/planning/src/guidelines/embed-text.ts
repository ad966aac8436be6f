import { conceptsIn } from './concepts.ts'

/** How many numbers an embedding has; the column in the database says the same. */
const embeddingSize = 1024
/** Raised with everything that changes what a text becomes: what is stored is then made anew. */
export const embedderVersion = '2'

/**
 * A text as a direction: words, syllables, letters and the concepts it touches, each hashed twice with a sign, weighted by
 * 1 + log of how often it occurs, and brought to length 1; of an empty text all numbers are 0. Pure and without weights of
 * a model, so that the same text is the same numbers everywhere. Source: feature hashing (Weinberger et al. 2009).
 */
export function embedText(text: string): Float32Array {
  const vector = new Float32Array(embeddingSize)
  for (const [feature, { count, weight }] of featuresOf(text)) {
    const value = weight * (1 + Math.log(count))
    for (const seed of [0x811c9dc5, 0x9747b28c]) {
      const hash = hashOf(feature, seed)
      vector[(hash >>> 1) % embeddingSize]! += hash & 1 ? value : -value
    }
  }
  const length = Math.hypot(...vector)
  return length === 0 ? vector : vector.map((each) => each / length)
}

interface Feature {
  count: number
  weight: number
}

const weights = { concept: 3, word: 1, part: 0.35 }

function featuresOf(text: string): Map<string, Feature> {
  const features = new Map<string, Feature>()
  const add = (feature: string, weight: number) => {
    const known = features.get(feature)
    if (known) known.count++
    else features.set(feature, { count: 1, weight })
  }
  const plain = text.normalize('NFC').toLowerCase()
  const { telling, everyday } = conceptsIn(plain)
  for (const concept of telling) add(`k${concept}`, weights.concept)
  for (const concept of everyday) add(`e${concept}`, weights.word)
  for (const word of plain.match(/[가-힣]+|[a-z]+|\d+(?:[.:]\d+)?/g) ?? []) {
    if (/^\d/.test(word)) add(`n${word}`, weights.word)
    else if (/^[a-z]/.test(word)) addLatin(word, add)
    else addKorean(word, add)
  }
  return features
}

type Add = (feature: string, weight: number) => void

/** Words that say nothing about what is asked. */
const empty = new Set(
  'a an the of to in on at for and or but is are am be was were do does did i you my me we it its this that these how what when why which who should can could would will with as by from if so not no than then there have has had much many more most some any'.split(
    ' ',
  ),
)

function addLatin(word: string, add: Add): void {
  if (empty.has(word)) return
  add(`w${word.replace(/(?:ing|ed|es|s|ly)$/, '')}`, weights.word)
  const framed = `<${word}>`
  for (let i = 0; i + 4 <= framed.length; i++) add(`c${framed.slice(i, i + 4)}`, weights.part)
}

const particles =
  /(?:으로|에서|에게|까지|부터|처럼|보다|마다|이나|라도|은|는|이|가|을|를|에|의|로|와|과|도|만|나|요|야|인데|인가요|하나요|할까요|일까요|나요|까요|어요|아요|해요|예요|이에요)$/

function addKorean(word: string, add: Add): void {
  const stem = word.length > 2 ? word.replace(particles, '') || word : word
  add(`w${stem}`, weights.word)
  for (let i = 0; i + 2 <= stem.length; i++) add(`s${stem.slice(i, i + 2)}`, weights.part)
  const letters = stem.normalize('NFD')
  for (let i = 0; i + 4 <= letters.length; i++) add(`j${letters.slice(i, i + 4)}`, weights.part / 2)
}

/** FNV-1a over UTF-16, then mixed so that neighbours part. */
function hashOf(text: string, seed: number): number {
  let hash = seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** As pgvector reads it. */
export const vectorText = (vector: Float32Array): string => `[${[...vector].map((each) => each.toFixed(5)).join(',')}]`
