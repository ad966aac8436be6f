import { AppError } from '@rc/domain'

/** A whole day of a watch is some hundred kilobytes. */
const LINE_BYTES = 16 * 2 ** 20

/** Lines of UTF-8 as they come. Throws `file_unreadable` at one that is too long. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop()!
    if (rest.length > LINE_BYTES) throw new AppError('file_unreadable', 'line_too_long')
    yield* lines
  }
  if (rest !== '') yield rest
}
