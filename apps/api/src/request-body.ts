import { AppError } from '@rc/domain'
import type { AppContext } from './context.ts'

const JSON_LIMIT_BYTES = 256 * 1024
/** Of anything at all; what is allowed for what it turns out to be is decided where it is stored. */
const UPLOAD_LIMIT_BYTES = 64 * 1024 ** 3

const tooLarge = () => new AppError('invalid_input', 'body too large', { details: { reasons: ['too_large'] } })

/** The body as it comes in, up to `limitBytes`; what is announced as larger is refused before the first byte. */
export async function* readBytes(c: AppContext, limitBytes = UPLOAD_LIMIT_BYTES): AsyncGenerator<Uint8Array> {
  if (Number(c.req.header('content-length') ?? 0) > limitBytes) throw tooLarge()
  let bytes = 0
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limitBytes) throw tooLarge()
    yield chunk
  }
}

/** The JSON body; none at all counts as an empty object. */
export async function readJson(c: AppContext): Promise<unknown> {
  const chunks: Uint8Array[] = []
  for await (const chunk of readBytes(c, JSON_LIMIT_BYTES)) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString('utf8')
  if (text === '') return {}
  if (!isJson(c)) throw new AppError('invalid_input', 'the body must be application/json')
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_input', 'the body is not JSON')
  }
}

export const isJson = (c: AppContext): boolean => /^application\/json\b/i.test(c.req.header('content-type') ?? '')
