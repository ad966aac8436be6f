import sax from 'sax'
import { limits } from '../limits.ts'

/** Names come without their namespace prefix, which vendors choose freely. */
export interface XmlHandler {
  open(name: string, attributes: Record<string, string>): void
  /** `text` is what stood directly in the element; `parent` the element around it. */
  close(name: string, text: string, parent: string): void
}

/** Why a document could not be read to its end. */
export type XmlProblem = 'xml_malformed' | 'xml_entity' | 'xml_too_deep' | 'xml_too_large'

class XmlLimitError extends Error {
  readonly problem: XmlProblem
  constructor(problem: XmlProblem) {
    super(problem)
    this.problem = problem
  }
}

const chunkBytes = 65_536
/** What the parser says of an `&` that stands for itself, as careless writers leave it in names; it goes on with the text. */
const bareAmpersand = 'Invalid character in entity name'

/**
 * Streams an XML document through `handler`. A DOCTYPE is allowed, entities of its own are refused, so nothing expands; depth, element
 * count and text length are capped. What came before a problem has been handled. Returns the problem, or null.
 */
export function streamXml(bytes: Uint8Array, handler: XmlHandler): XmlProblem | null {
  const parser = sax.parser(true)
  const path: string[] = []
  let elements = 0
  let text = ''
  parser.onopentag = ({ name, attributes }) => {
    const local = localName(name)
    if (path.length >= limits.xmlDepth) throw new XmlLimitError('xml_too_deep')
    if (++elements > limits.xmlElements) throw new XmlLimitError('xml_too_large')
    path.push(local)
    text = ''
    handler.open(local, attributes as Record<string, string>)
  }
  parser.ontext = parser.oncdata = (more) => {
    text += more
    if (text.length > limits.textLength) throw new XmlLimitError('xml_too_large')
  }
  parser.onclosetag = () => {
    const local = path.pop() ?? ''
    handler.close(local, text, path.at(-1) ?? '')
    text = ''
  }
  parser.onerror = (error) => {
    if (!error.message.startsWith(bareAmpersand)) throw error
    parser.resume()
  }
  try {
    for (const chunk of decodeXml(bytes)) parser.write(chunk)
    parser.close()
    return null
  } catch (error) {
    if (error instanceof XmlLimitError) return error.problem
    return error instanceof Error && /entity/i.test(error.message) ? 'xml_entity' : 'xml_malformed'
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** The document as text, piece by piece, without the byte order mark and white space that some write before `<?xml`. */
function* decodeXml(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes))
  let started = false
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: at + chunkBytes < bytes.length })
    const text = started ? chunk : chunk.trimStart()
    if (text !== '') started = true
    yield text
  }
}

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^[^<]*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(head)?.[1]
  try {
    return new TextDecoder(declared).encoding
  } catch {
    return 'utf-8'
  }
}
