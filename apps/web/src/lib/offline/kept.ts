/** Says when an answer was last heard, on an answer that comes from the browser's own store. */
export const SEEN_AT = 'x-rc-seen-at'

/** Where shared files wait until the import page takes them. */
export const SHARED = 'rc-shared'

/** Where a phone sends what is shared with the installed page. */
export const SHARE_PATH = '/import/share'

/**
 * What a person looks at, each answer the athlete's own. Never kept: exports and original files, sessions, tokens and
 * secrets, connections, work under way, addresses of feeds.
 */
const kept = [
  /^\/me$/,
  /^\/me\/(?:profile|training)$/,
  /^\/activities(?:\/\d+(?:\/(?:samples|journal|swim))?|\/tags)?$/,
  /^\/(?:dashboard\/summary|calendar|schedule|metrics|trends|tracks|journal|injuries|zones|swim|weight|sleep|hr|hrv|resting-hr)$/,
  /^\/sleep\/summary$/,
  /^\/readiness(?:\/today)?$/,
  /^\/morning(?:\/(?:today|back-test))?$/,
  /^\/performance\/[a-z-]+$/,
  /^\/plans(?:\/[^/]+)?$/,
  /^\/guidelines$/,
  /^\/explain\//,
]

/** Whether the answer to a GET of this path below `/api/v1` may be read again without the server. */
export const isKept = (path: string): boolean => kept.some((pattern) => pattern.test(path))

/** Another person may be there afterwards: what was seen is forgotten, whatever the answer. */
export const changesPerson = (method: string, path: string): boolean =>
  (method === 'POST' && path.startsWith('/auth/')) || (method === 'DELETE' && path === '/me')
