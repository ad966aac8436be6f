import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { createGate } from './gate.ts'

/** argon2id, the library's default variant: more than three times the 19 MiB that OWASP asks for at two passes. */
const cost = { memoryCost: 64 * 1024, timeCost: 2, parallelism: 1 }

/** Each hash takes 64 MiB for its moment: two at once, the others wait their turn. */
const inTurn = createGate({ atOnce: 2, waiting: 100 })

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost))

let decoy: Promise<string> | undefined

/**
 * Weighs a password against its hash and goes on with `after`. Without a hash (unknown login) the same work is done in
 * vain, so that the time does not tell which logins exist. `before` may refuse by throwing; both run while it is our turn,
 * so that at most two tries are under way at any time.
 */
export async function tryPassword<T>(
  passwordHash: string | null,
  password: string,
  before: () => Promise<void>,
  after: (matches: boolean) => Promise<T>,
): Promise<T> {
  decoy ??= hash(randomBytes(16), cost)
  const spare = await decoy
  return inTurn(async () => {
    await before()
    const matches = await verify(passwordHash ?? spare, password)
    return after(passwordHash !== null && matches)
  })
}
