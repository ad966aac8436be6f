import { setTimeout } from 'node:timers/promises'
import { changeMessage, readMessage, type AiMessageRow } from '@rc/db/queries/ai'
import type { Deps } from '../deps.ts'
import { notifyUser } from '../work/notify-user.ts'

const everyMs = 250
const lookEveryMs = 500
/** A notification of the database holds 8,000 bytes. */
const mostTold = 1500

export interface Pen {
  /** Fires when the athlete has asked to stop, or the worker has. */
  signal: AbortSignal
  /** The whole text so far; written down a few times a second. */
  write(text: string): void
  /** Writes the rest. */
  put(): Promise<void>
}

/**
 * Writes what is to be shown of an answer down while it grows, and tells the open pages what is new. The message is the truth: a page that missed
 * something reads it.
 */
export function takePen(
  { database }: Pick<Deps, 'database'>,
  userId: number,
  { id: messageId, conversationId }: Pick<AiMessageRow, 'id' | 'conversationId'>,
  { stopped, shownOf }: { stopped: AbortSignal; shownOf: (text: string) => string },
): Pen {
  const stop = new AbortController()
  const ended = Promise.withResolvers<void>()
  let wanted = ''
  let read: string | null = null
  let written = ''
  let writing: Promise<void> | null = null

  // A model that thinks in silence can be stopped too.
  const look = setInterval(() => {
    const asked = database.asUser(userId, async (tenant) => (await readMessage(tenant, messageId))?.stopAsked)
    asked.then((isAsked) => (isAsked === false ? undefined : stop.abort())).catch(() => {})
  }, lookEveryMs)

  async function flush(): Promise<void> {
    while (wanted !== read) {
      read = wanted
      const text = shownOf(wanted)
      const at = commonLength(written, text)
      const told = text.length - at <= mostTold ? { at, text: text.slice(at) } : {}
      const asked = await database.asUser(userId, async (tenant) => {
        const stopAsked = await changeMessage(tenant, messageId, { state: 'streaming', text })
        await notifyUser(tenant, { type: 'chat', conversationId, messageId, ...told })
        return stopAsked
      })
      written = text
      // Who has thrown the conversation away has stopped too.
      if (asked !== false) stop.abort()
      await Promise.race([setTimeout(everyMs, undefined, { ref: false }), ended.promise])
    }
    writing = null
  }

  return {
    signal: AbortSignal.any([stop.signal, stopped]),
    write(text) {
      wanted = text
      // What could not be written now is with the next piece, or with the end.
      writing ??= flush().catch(() => {
        writing = null
      })
    },
    put: async () => {
      clearInterval(look)
      ended.resolve()
      await writing
    },
  }
}

function commonLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let at = 0
  while (at < most && one[at] === other[at]) at++
  return at
}
