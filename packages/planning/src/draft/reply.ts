/** Characters that hide or turn text; line ends and tabs stay. */
const invisible = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\t\n])\p{Cc}/gu
const image = /!\[[^\]]*\]\([^)]*\)?/g
const link = /\[([^\]]*)\]\([^)]*\)?/g
const tag = /<\/?[a-z!][^>]*>?/gi
const address = /\b(?:https?|ftp|javascript|data|file):\S*|\bwww\.\S+/gi

/** What a model says, as words alone: no links, pictures, markup or characters that hide something. */
export const cleanReply = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(invisible, '')
    .replaceAll(image, '')
    .replaceAll(link, '$1')
    .replaceAll(tag, '')
    .replaceAll(address, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()

/** What of `reply` has arrived in an answer that is still being written; empty before it begins. */
export function partialReply(text: string): string {
  const begin = /"reply"\s*:\s*"/.exec(text)
  if (!begin) return ''
  let end = begin.index + begin[0].length
  const start = end
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? (text[end + 1] === 'u' ? 6 : 2) : 1
  // An escape that has not wholly arrived waits.
  const last = Math.min(end, text.length)
  for (let cut = last; cut >= Math.max(start, last - 6); cut--)
    try {
      return JSON.parse(`"${text.slice(start, cut).replaceAll('\n', '\\n')}"`) as string
    } catch {
      continue
    }
  return ''
}
