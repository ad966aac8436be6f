import type { HttpBindings } from '@hono/node-server'
import type { Scope } from '@rc/contract'
import type { Deps } from '@rc/services/deps'
import type { EventHub } from '@rc/services/events/event-hub'
import type { Context } from 'hono'
import type { Asker } from './middleware/asker.ts'

export interface ApiDeps extends Deps {
  events: EventHub
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
