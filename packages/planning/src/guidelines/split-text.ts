/** A stretch of a document that stands for itself: the heading it is under, or the document's name, and its sentences. */
export interface TextChunk {
  title: string
  text: string
}

/** Characters of one chunk; a longer sentence is cut. */
const size = { usual: 600, most: 800 }
const longestTitle = 120

/** Characters that hide, turn or control text, but for line ends. */
const unseen = /[\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu

/** Text as it may be stored, shown and quoted: composed, with nothing in it that cannot be seen. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(unseen, '')
    .replaceAll(/[ \t\u00a0]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/**
 * A document in chunks of about 600 characters: first at headings, then at sentences, each chunk beginning with the last
 * sentence of the one before under the same heading. `text` as `plainText` leaves it.
 */
export function splitText(text: string, name: string): TextChunk[] {
  return sectionsOf(text, name).flatMap(({ title, body }) =>
    gather(sentencesOf(body)).map((chunk) => ({ title, text: chunk })),
  )
}

function sectionsOf(text: string, name: string): { title: string; body: string }[] {
  const sections = [{ title: name, body: '' }]
  for (const line of text.split('\n')) {
    const heading = /^#{1,6} (.+)$/.exec(line)?.[1]
    if (heading === undefined) sections.at(-1)!.body += `${line}\n`
    else
      sections.push({
        title:
          heading
            .replaceAll(/[*_`#]/g, '')
            .trim()
            .slice(0, longestTitle) || name,
        body: '',
      })
  }
  return sections.filter(({ body }) => body.trim() !== '')
}

/** Sentences of Korean and English; an empty line ends one too, and so does a list's line. */
const sentencesOf = (body: string): string[] =>
  body
    .split(/\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)]) )/)
    .flatMap((paragraph) => paragraph.replaceAll('\n', ' ').split(/(?<=[.!?。…])\s+/))
    .flatMap((sentence) => sentence.trim().match(new RegExp(`[\\s\\S]{1,${size.most}}`, 'g')) ?? [])

function gather(sentences: readonly string[]): string[] {
  const chunks: string[] = []
  let open: string[] = []
  const length = () => open.reduce((sum, each) => sum + each.length + 1, 0)
  for (const sentence of sentences) {
    if (open.length > 0 && length() + sentence.length > size.usual) {
      chunks.push(open.join(' '))
      const last = open.at(-1)!
      open = last.length + sentence.length < size.usual ? [last] : []
    }
    open.push(sentence)
  }
  return open.length > 0 ? [...chunks, open.join(' ')] : chunks
}
