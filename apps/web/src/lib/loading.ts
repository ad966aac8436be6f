import { ApiError } from './api.ts'

export type Loaded<T> = { ok: true; value: T } | { ok: false; error: ApiError }
/** Either there, or on its way. */
export type Loading<T> = { now: Loaded<T> } | { later: Promise<Loaded<T>> }

/** How long a page waits before it shows that it is waiting. */
const PATIENCE_MS = 200

const asError = (cause: unknown): ApiError => (cause instanceof ApiError ? cause : new ApiError('internal'))

const settle = <T>(work: Promise<T>): Promise<Loaded<T>> =>
  work.then(
    (value) => ({ ok: true, value }),
    (cause: unknown) => ({ ok: false, error: asError(cause) }),
  )

/**
 * For `load` functions: waits a moment, so that what comes at once is drawn at once (and scrolling back finds its place);
 * what takes longer is handed to the page as a promise, which shows its skeleton meanwhile.
 */
export async function load<T>(work: Promise<T>): Promise<Loading<T>> {
  const later = settle(work)
  const patience = new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null))
  const now = await Promise.race([later, patience])
  return now ? { now } : { later }
}

/** For buttons: runs the work, hands back the failure instead of throwing it. */
export const attempt = settle
