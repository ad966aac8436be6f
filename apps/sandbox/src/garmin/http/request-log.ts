import type { Host } from './host.ts'

/** One request, for assertions. No secret is in it: of the authorization only its kind. */
export interface LogEntry {
  atMs: number
  method: string
  host: Host | null
  path: string
  query: string
  status: number | null
  /** E-mail of the account, once known. */
  account: string | null
  auth: 'none' | 'basic' | 'key' | 'bearer' | 'oauth1'
  /** A password came with it; `judged` when it was compared, so that an attempt was used up. */
  credential: 'posted' | 'judged' | null
  /** Requests of the account under way when this one came, itself included. */
  inFlight: number
  /** The fault that was played on it. */
  fault: string | null
}

export interface RequestLog {
  entries: LogEntry[]
  begin(entry: LogEntry): void
  /** Called when the account becomes known: counts the request among those under way. */
  own(entry: LogEntry, account: string): void
  end(entry: LogEntry, status: number | null): void
}

export function createRequestLog(): RequestLog {
  const entries: LogEntry[] = []
  const underWay = new Set<LogEntry>()
  return {
    entries,
    begin: (entry) => {
      entries.push(entry)
      underWay.add(entry)
    },
    own: (entry, account) => {
      entry.account = account
      entry.inFlight = [...underWay].filter((other) => other.account === account).length
    },
    end: (entry, status) => {
      entry.status = status
      underWay.delete(entry)
    },
  }
}

export interface LogSummary {
  requests: number
  credentialPosts: number
  credentialsJudged: number
  maxInFlight: number
  /** Requests other than the token call that carried the key. Must be none. */
  keysOnDataPaths: number
  /** Requests that asked for default zones to be written. Must be none. */
  zoneWrites: number
  byStatus: Record<string, number>
}

export function summariseLog(entries: LogEntry[]): LogSummary {
  const byStatus: Record<string, number> = {}
  for (const { status } of entries) byStatus[String(status)] = (byStatus[String(status)] ?? 0) + 1
  const count = (matches: (entry: LogEntry) => boolean) => entries.filter(matches).length
  return {
    requests: entries.length,
    credentialPosts: count((entry) => entry.credential !== null),
    credentialsJudged: count((entry) => entry.credential === 'judged'),
    maxInFlight: entries.reduce((most, entry) => Math.max(most, entry.inFlight), 0),
    keysOnDataPaths: count((entry) => entry.auth === 'key' && !entry.path.startsWith('/personalapitoken-service/')),
    zoneWrites: count((entry) => entry.query.includes('generateDefaults=true')),
    byStatus,
  }
}
