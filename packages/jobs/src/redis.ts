import { Redis } from 'ioredis'

/** The part of a logger this package needs. */
export interface QueueLog {
  info(details: object, message: string): void
  warn(details: object, message: string): void
}

/** A connection that comes back by itself. Says once that it was lost and once that it is back. */
export function connect(url: string, log: QueueLog): Redis {
  const redis = new Redis(url, {
    maxRetriesPerRequest: null,
    retryStrategy: (tries) => Math.min(100 * 2 ** tries, 2_000),
  })
  let lost = false
  redis.on('error', (error: Error) => {
    if (!lost) log.warn({ err: error }, 'valkey is out of reach')
    lost = true
  })
  redis.on('ready', () => {
    if (lost) log.info({}, 'valkey is back')
    lost = false
  })
  return redis
}

/** What the store does when it is full. */
export const readEvictionPolicy = async (redis: Redis): Promise<string> =>
  /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1] ?? 'unknown'

/** Used part of the memory the store may use; 0 without a limit. */
export async function readUsedRatio(redis: Redis): Promise<number> {
  const info = await redis.info('memory')
  const numberOf = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? 0)
  const limit = numberOf('maxmemory')
  return limit === 0 ? 0 : numberOf('used_memory') / limit
}

/**
 * Refuses a store that throws entries away when it is full: jobs would vanish and only the reconciler would notice.
 * Waits for a store that is not up yet.
 */
export async function refuseEviction(redis: Redis): Promise<void> {
  const policy = await readEvictionPolicy(redis)
  if (policy !== 'noeviction') throw new Error(`Valkey's maxmemory-policy is ${policy}; it has to be noeviction`)
}
