import { createHmac } from 'node:crypto'

/** The six digits of RFC 6238 for the half minute at `nowMs`, one before and one after. */
export function totpCodes(secret: Buffer, nowMs: number): [now: string, before: string, after: string] {
  const step = Math.floor(nowMs / 30_000)
  return [codeAt(secret, step), codeAt(secret, step - 1), codeAt(secret, step + 1)]
}

function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest.at(-1)! & 0x0f
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
