import { lookup, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { rangeOf } from './range-of.ts'

export type OutsideDeps = Pick<Deps, 'config'> & {
  /** Asks the name server; the system's own unless a test has another. */
  resolve?: (host: string) => Promise<LookupAddress[]>
}

export interface HostAndPort {
  host: string
  port: number
}

/** Where a checked name lives. Connect to these addresses and ask no name server again: it might answer otherwise. */
export interface OutsideAddress {
  /** In its one spelling; also the name of a certificate. */
  host: string
  addresses: [LookupAddress, ...LookupAddress[]]
}

const refuse = (reason: 'address_invalid' | 'address_inside') =>
  new AppError('invalid_input', 'this address may not be named here', { details: { reasons: [reason] } })

/**
 * Looks up an address that an athlete may set (mail server, ntfy, webhook). All that a name stands for must be public;
 * the home network is open only where `RC_LAN_ADDRESSES` lists host and port. Throws `invalid_input` with the reason
 * `address_invalid` or `address_inside`, and `vendor_unavailable` for a name that nobody knows.
 */
export async function checkOutsideAddress(
  deps: OutsideDeps,
  { host: typed, port }: HostAndPort,
): Promise<OutsideAddress> {
  const host = spell(typed)
  const listed = new Set(deps.config.RC_LAN_ADDRESSES.split(',').map((entry) => entry.trim().toLowerCase()))
  const isListed = (name: string) => listed.has(`${name.includes(':') ? `[${name}]` : name}:${port}`)
  const [first, ...others] = isIP(host) ? [{ address: host, family: isIP(host) }] : await findAddresses(deps, host)
  if (!first) throw unknown()
  const addresses: OutsideAddress['addresses'] = [first, ...others]
  for (const { address } of addresses) {
    const range = rangeOf(address)
    if (range === 'never' || (range === 'inside' && !isListed(host) && !isListed(address)))
      throw refuse('address_inside')
  }
  return { host, addresses }
}

/** As a browser reads it: 127.1, 0x7f000001, 2130706433 and full-width digits are all the same address. */
function spell(typed: string): string {
  const host = typed.includes(':') && !typed.startsWith('[') ? `[${typed}]` : typed
  const url = /[/\\?#@\s]/.test(host) ? null : URL.parse(`http://${host}/`)
  const name = url?.hostname.replaceAll(/^\[|\]$/g, '').replace(/\.$/, '')
  if (!name || url?.port !== '') throw refuse('address_invalid')
  return name
}

const unknown = (cause?: unknown) =>
  new AppError('vendor_unavailable', 'nobody knows this address', {
    retry: true,
    cause,
    details: { reasons: ['address_unknown'] },
  })

const ask = promisify(lookup)

async function findAddresses({ resolve }: OutsideDeps, host: string): Promise<LookupAddress[]> {
  try {
    return await (resolve ? resolve(host) : ask(host, { all: true }))
  } catch (cause) {
    throw unknown(cause)
  }
}
