import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { chargeTries, settleTries, type Limit } from '@rc/db/queries/login-tries'
import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'

type Policy = Omit<Limit, 'key'>

/**
 * One stranger gets 5 tries at an account and then 4 an hour, all strangers together fewer than 60 in the first hour and
 * 30 in each further one: too few to guess, and one alone never makes the others wait. Nothing is ever locked.
 */
const policies = {
  /** A browser in which the athlete has signed in before. No stranger can use it up. */
  device: { freeTries: 5, longestWaitS: 900, decayS: 900 },
  accountFromAddress: { freeTries: 5, longestWaitS: 900, decayS: 900 },
  account: { freeTries: 20, longestWaitS: 120, decayS: 120 },
  address: { freeTries: 30, longestWaitS: 900, decayS: 120 },
  setUp: { freeTries: 10, longestWaitS: 60, decayS: 60 },
  invitation: { freeTries: 10, longestWaitS: 900, decayS: 300 },
  /** The present password, asked again inside a session. */
  confirmation: { freeTries: 5, longestWaitS: 900, decayS: 900 },
} satisfies Record<string, Policy>

/** The counter of one policy for what it guards. Hashed, since people type passwords into the wrong field. */
export const limitOf = (policy: keyof typeof policies, ...guarded: string[]): Limit => ({
  key: createHash('sha256')
    .update(JSON.stringify([policy, ...guarded]))
    .digest('base64url'),
  ...policies[policy],
})

/** Whoever has one IPv6 address has the other 2^64 of its network. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [left = [], right = []] = address.split('::').map((part) => part.split(':'))
  const zeros = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0
  return [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4).join(':')
}

/** Charges a try before it is made, so that many at once do not slip through. Throws `too_many_tries` while it has to wait. */
export async function chargeTry(deps: Pick<Deps, 'database' | 'now'>, limits: Limit[]): Promise<void> {
  const waitS = await chargeTries(deps.database, limits, deps.now())
  if (waitS > 0)
    throw new AppError('too_many_tries', 'too many tries', {
      retry: true,
      details: { retryAfterS: Math.ceil(waitS) },
    })
}

/** After a try that went well: `forgiven` limits start afresh, `refunded` ones only lose its charge. */
export const settleTry = (deps: Pick<Deps, 'database'>, forgiven: Limit[], refunded: Limit[] = []): Promise<void> =>
  settleTries(
    deps.database,
    forgiven.map(({ key }) => key),
    refunded.map(({ key }) => key),
  )
