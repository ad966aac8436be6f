import type { Outcome } from '@rc/domain'
import { decodeText } from '@rc/files'
import { embedText, plainText, splitText, vectorText } from '@rc/planning/guidelines'

export interface ReadDocumentTask {
  title: string
  kind: 'text' | 'markdown' | 'pdf'
  bytes: Uint8Array
}

/** A document as text and as chunks with their embeddings. */
export interface DocumentRead {
  text: string
  /** Of a PDF. */
  pages: number | null
  chunks: { title: string; text: string; embedding: string }[]
}

export const documentLimits = { bytes: 5 * 2 ** 20, pages: 300, characters: 400_000, documents: 50, chunks: 5_000 }

/**
 * Understands one document. Runs in a thread of its own. Missing: `document_no_text`, `document_too_long`, `document_locked`
 * (a password), `document_damaged`.
 */
export async function readDocument({ title, kind, bytes }: ReadDocumentTask): Promise<Outcome<DocumentRead>> {
  const read =
    kind === 'pdf' ? await readPdf(bytes) : { ok: true as const, value: { text: decodeText(bytes), pages: null } }
  if (!read.ok) return read
  const { pages } = read.value
  const text = plainText(read.value.text ?? '')
  if (!/\p{L}/u.test(text)) return { ok: false, missing: ['document_no_text'] }
  if (text.length > documentLimits.characters) return { ok: false, missing: ['document_too_long'] }
  return { ok: true, value: { text, pages, chunks: chunksOf(title, text) } }
}

export const chunksOf = (title: string, text: string): DocumentRead['chunks'] =>
  splitText(text, title).map((chunk) => ({
    ...chunk,
    embedding: vectorText(embedText(`${chunk.title}\n${chunk.text}`)),
  }))

async function readPdf(bytes: Uint8Array): Promise<Outcome<{ text: string; pages: number }>> {
  // Most threads never see a PDF.
  const { getDocumentProxy } = await import('unpdf')
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0 })
    if (pdf.numPages > documentLimits.pages) return { ok: false, missing: ['document_too_long'] }
    const texts: string[] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent()
      texts.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
      page.cleanup()
    }
    return { ok: true, value: { text: texts.join('\n\n'), pages: pdf.numPages } }
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    return { ok: false, missing: [isLocked ? 'document_locked' : 'document_damaged'] }
  }
}
