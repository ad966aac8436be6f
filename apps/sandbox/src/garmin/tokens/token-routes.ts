import { json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import type { Host } from '../http/host.ts'
import type { Route } from '../http/route.ts'
import type { World } from '../world.ts'
import { grantToken } from './di.ts'
import { exchange, preauthorize } from './oauth1.ts'
import { exchangeKey } from './personal-key.ts'

interface Given {
  world: World
  call: Call
}
const token = (host: Host, method: string, path: string, handle: Route<Given>['handle']): Route<Given> => ({
  method,
  host,
  path,
  handle,
})

export const tokenRoutes: Route<Given>[] = [
  token('di', 'POST', '/di-oauth2-service/oauth/token', ({ world, call }) => grantToken(world, call)),
  token('api', 'GET', '/oauth-service/oauth/preauthorized', ({ world, call }) => preauthorize(world, call)),
  token('api', 'POST', '/oauth-service/oauth/exchange/user/2.0', ({ world, call }) => exchange(world, call)),
  // Apps fetch the pair from a store of their own; here it lies on the same shelf.
  token('api', 'GET', '/oauth_consumer.json', ({ world }) =>
    json({ consumer_key: world.consumer.key, consumer_secret: world.consumer.secret }),
  ),
  token('personal', 'POST', '/personalapitoken-service/personal-api/personal-api-key/token', ({ world, call }) =>
    exchangeKey(world, call),
  ),
]
