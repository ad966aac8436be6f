import type { HttpBindings } from '@hono/node-server'
import type { Deps } from '@rc/services/deps'
import type { EventHub } from '@rc/services/events/event-hub'
import type { Context } from 'hono'
import type { Asker } from './middleware/asker.ts'

export interface ApiDeps extends Deps {
  events: EventHub
}

/** Who is signed in, and the token that says so. */
interface Session {
  userId: number
  token: string
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
