/** Looks at the first bytes of a stream; `all` is the stream as if nobody had looked. */
export async function peek(
  bytes: AsyncIterable<Uint8Array>,
  headBytes: number,
): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const chunks = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  for (let seen = 0; seen < headBytes; seen += first.at(-1)!.byteLength) {
    const next = await chunks.next()
    if (next.done) break
    first.push(next.value)
  }
  async function* all() {
    yield* first
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  return { head: Buffer.concat(first).subarray(0, headBytes), all: all() }
}
