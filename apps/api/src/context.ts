import type { HttpBindings } from '@hono/node-server'
import type { Scope } from '@rc/contract'
import type { Deps } from '@rc/services/deps'
import type { EventHub } from '@rc/services/events/event-hub'
import type { Context } from 'hono'

export interface ApiDeps extends Deps {
  events: EventHub
}

/** Where a request came from, as far as it can be believed. */
interface Asker {
  /** Address of the browser, not of a trusted proxy in between. */
  address: string
  https: boolean
  /** The host the browser asked for, with its port if that is not the usual one. */
  host: string
  /** From this very machine and through no proxy. */
  loopback: boolean
}

/** Who asks, and the token that says so. */
export interface Session {
  userId: number
  token: string
  /** What a program may do with its token; null for a person who has signed in. */
  scopes: Scope[] | null
}

export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: {
    asker: Asker
    session: Session | null
    /** The route of the contract that answers, as written there. */
    route?: string
  }
}

export type AppContext = Context<AppEnv>
