import { SEEN_AT } from './kept.ts'

let at = $state<string | null>(null)

/** Since when what is on the page may have changed; null while the server answers. */
export const lastSeen = {
  get at(): string | null {
    return at
  },
  /** Each answer says whether it comes from the server or from what was kept. */
  note(answer: Response): void {
    const seenAt = answer.headers.get(SEEN_AT)
    at = seenAt === null ? null : at === null || seenAt < at ? seenAt : at
  },
}
