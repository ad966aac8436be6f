import { BlockList, isIPv6 } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../context.ts'

const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, '')
const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4')

function parseTrusted(list: string): BlockList {
  const trusted = new BlockList()
  for (const entry of list
    .split(',')
    .map((e) => e.trim())
    .filter(Boolean)) {
    const [address = '', bits] = entry.split('/')
    if (bits === undefined) trusted.addAddress(address, family(address))
    else trusted.addSubnet(address, Number(bits), family(address))
  }
  return trusted
}

const lastOf = (header: string | undefined) => header?.split(',').at(-1)?.trim()

/** Works out who asks. `X-Forwarded-*` counts only when the connection comes from one of `trustedProxies`. */
export function findAsker(trustedProxies: string): MiddlewareHandler<AppEnv> {
  const trusted = parseTrusted(trustedProxies)
  const isTrusted = (address: string) => address !== '' && trusted.check(address, family(address))
  return (c, next) => {
    const socket = c.env?.incoming?.socket
    const peer = plain(socket?.remoteAddress ?? '')
    const forwardedFor = c.req.header('x-forwarded-for')
    const proxied = isTrusted(peer)
    const chain = proxied
      ? (forwardedFor ?? '')
          .split(',')
          .map((a) => plain(a.trim()))
          .filter(Boolean)
      : []
    const scheme = proxied ? lastOf(c.req.header('x-forwarded-proto')) : undefined
    c.set('asker', {
      address: chain.findLast((address) => !isTrusted(address)) ?? peer,
      https: scheme === undefined ? socket !== undefined && 'encrypted' in socket : scheme === 'https',
      host: (proxied && lastOf(c.req.header('x-forwarded-host'))) || (c.req.header('host') ?? ''),
      loopback: /^(127\.|::1$)/.test(peer) && forwardedFor === undefined && c.req.header('forwarded') === undefined,
    })
    return next()
  }
}
