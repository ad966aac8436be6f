import { expect, test } from 'vitest'
import { peek } from './peek.ts'

async function* stream(...chunks: string[]) {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

const textOf = async (bytes: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

test.each([[['abcdef']], [['ab', 'c', 'def']], [['a']], [[]], [['ab', '', 'cdef', 'g']]])(
  '%j passes whole',
  async (chunks) => {
    const { head, all } = await peek(stream(...chunks), 4)
    expect(Buffer.from(head).toString()).toBe(chunks.join('').slice(0, 4))
    expect(await textOf(all)).toBe(chunks.join(''))
  },
)
