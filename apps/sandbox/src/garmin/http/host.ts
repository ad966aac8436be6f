/** The hosts of the real thing. All may share one origin; a path that starts with `/@api` names its host. */
const hosts = ['sso', 'api', 'di', 'personal'] as const
export type Host = (typeof hosts)[number]

/** Splits `/@api/path` into host and path. */
export function splitHost(path: string): { host: Host | null; path: string } {
  const named = /^\/@([a-z]+)(\/.*)?$/.exec(path)
  const host = hosts.find((name) => name === named?.[1])
  return host ? { host, path: named?.[2] ?? '/' } : { host: null, path }
}
