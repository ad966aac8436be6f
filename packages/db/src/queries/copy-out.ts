import type { Readable } from 'node:stream'
import type postgres from 'postgres'

/**
 * Everything that a `copy … to stdout` says. Taken as it comes, so that the driver never stops its socket: it does not
 * start it again when the copy ends while it stands still, and the connection would be lost with all that waits for it.
 */
export async function copyOut(sql: postgres.ISql, statement: string): Promise<Buffer> {
  const stream: Readable = await sql.unsafe(statement).readable()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.once('end', () => resolve(Buffer.concat(chunks)))
    stream.once('error', reject)
  })
}
