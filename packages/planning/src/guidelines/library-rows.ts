import { sha256Hex } from '../model/canonical.ts'
import { embedderVersion, embedText, vectorText } from './embed-text.ts'
import type { Guideline } from './guideline.ts'

/** Everything a question is compared with. */
const wordsOf = ({ ko, en, also }: Guideline): string => [ko[0], en[0], also, ko[1], en[1]].join('\n')

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
    words: wordsOf(guideline),
    embedding: vectorText(embedText(wordsOf(guideline))),
    version,
  }))
  return { version, rows }
}
