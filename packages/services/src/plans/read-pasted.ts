import { AppError } from '@rc/domain'
import { decodeText } from '@rc/files'
import { longestOutside } from '@rc/planning'

/** The text of a body, in whatever encoding it came. Throws `invalid_input` where it is none or too long. */
export async function readPasted(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of bytes) {
    size += part.byteLength
    if (size > longestOutside) throw refuse('too_large')
    parts.push(part)
  }
  const text = decodeText(Buffer.concat(parts))
  if (text === null || text.trim() === '') throw refuse('no_text')
  return text
}

const refuse = (reason: string): AppError => new AppError('invalid_input', reason, { details: { reasons: [reason] } })
