import { takeEvents, type PortableEvent } from '@rc/db/queries/portable-events'
import type { Deps } from '../deps.ts'
import { linesOf } from './lines-of.ts'
import { portableEvent } from './portable-athlete.ts'

const AT_ONCE = 500

/** Brings back what vendors once answered, as it was kept; lines that are none are left out. Returns how many were new. */
export async function takeEventLines(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let taken = 0
  let waiting: PortableEvent[] = []
  const write = async () => {
    const events = waiting
    waiting = []
    taken += await database.asUser(userId, (tenant) => takeEvents(tenant, events))
  }
  for await (const line of linesOf(bytes)) {
    const event = readEvent(line)
    if (event && waiting.push(event) === AT_ONCE) await write()
  }
  await write()
  return taken
}

function readEvent(line: string): PortableEvent | null {
  try {
    // Postgres keeps no NUL in JSON.
    return line.includes('\\u0000') ? null : portableEvent.parse(JSON.parse(line))
  } catch {
    return null
  }
}
