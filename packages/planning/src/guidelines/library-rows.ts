import { sha256Hex } from '../model/canonical.ts'
import { embedderVersion, embedText, vectorText } from './embed-text.ts'
import type { Guideline } from './guideline.ts'

/** What a guideline is called, and what it says. */
const nameOf = ({ ko, en, also }: Guideline): string => [ko[0], en[0], also].join('\n')
const textOf = ({ ko, en }: Guideline): string => [ko[1], en[1]].join('\n')

/** The names count twice: a text touches much that it is not about. */
function embeddingOf(guideline: Guideline): Float32Array {
  const text = embedText(textOf(guideline))
  const both = embedText(nameOf(guideline)).map((each, i) => 2 * each + text[i]!)
  const length = Math.hypot(...both)
  return both.map((each) => each / length)
}

/** The library as rows, and the version under which they stand: any change of a text or of the embedder makes another one. */
export function libraryRows(library: readonly Guideline[]) {
  const version = sha256Hex(JSON.stringify([embedderVersion, library])).slice(0, 16)
  const rows = library.map((guideline) => ({
    key: guideline.key,
    topic: guideline.topic,
    titleKo: guideline.ko[0],
    textKo: guideline.ko[1],
    titleEn: guideline.en[0],
    textEn: guideline.en[1],
    source: guideline.source,
    words: `${nameOf(guideline)}\n${textOf(guideline)}`,
    embedding: vectorText(embeddingOf(guideline)),
    version,
  }))
  return { version, rows }
}
