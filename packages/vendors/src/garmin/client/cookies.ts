/** Cookies of one host by name; what else they say does not matter within one login. */
export type Cookies = Record<string, string>

export function keepCookies(known: Cookies, headers: Headers): Cookies {
  const fresh = headers.getSetCookie().flatMap((line) => {
    const match = /^([^=;]+)=([^;]*)/.exec(line)
    return match?.[1] === undefined ? [] : [[match[1].trim(), match[2] ?? ''] as const]
  })
  return { ...known, ...Object.fromEntries(fresh) }
}

export function cookieHeader(cookies: Cookies): Record<string, string> {
  const line = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return line === '' ? {} : { cookie: line }
}
