/** The first file of a multipart body: its name and its bytes, whatever the field is called. */
export function fieldOf(body: Buffer, contentType: string): { name: string; bytes: Uint8Array } | null {
  const boundary =
    /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? /^--([^\r\n]+)/.exec(body.toString('latin1', 0, 200))?.[1]
  if (!boundary) return null
  const mark = Buffer.from(`--${boundary}`)
  for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length)) {
    const headEnd = body.indexOf('\r\n\r\n', at)
    const next = body.indexOf(mark, at + mark.length)
    if (headEnd < 0 || next < 0) return null
    const name = /filename="([^"]*)"/.exec(body.toString('utf8', at, headEnd))?.[1]
    if (name !== undefined) return { name, bytes: body.subarray(headEnd + 4, next - 2) }
  }
  return null
}
