import type { Account } from '../account.ts'
import { newSecret, type World } from '../world.ts'

/** What a login ends with: good once, for minutes, for one address. */
export interface Ticket {
  account: Account
  service: string
  via: 'mobile' | 'portal' | 'widget'
  expiresMs: number
}

const lifeMs = 5 * 60_000

export function issueTicket(world: World, ticket: Omit<Ticket, 'expiresMs'>): string {
  const name = newSecret(world, `ST-${world.tickets.size + 100_000}-`, 12)
  const value = `${name}-${ticket.via === 'widget' ? 'cas' : 'sso'}`
  world.tickets.set(value, { ...ticket, expiresMs: world.clock.nowMs() + lifeMs })
  return value
}

/** Takes the ticket; null when it is unknown, used, or too old. */
export function takeTicket(world: World, value: string): Ticket | null {
  const ticket = world.tickets.get(value)
  world.tickets.delete(value)
  return ticket && world.clock.nowMs() <= ticket.expiresMs ? ticket : null
}
