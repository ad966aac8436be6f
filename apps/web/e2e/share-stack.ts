import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { type Seeded, seedAthlete, type Stack, startStack } from './stack.ts'

/** What a test file needs to look at the athlete whom several share. */
export type Shared = Pick<Stack, 'baseUrl'> & Pick<Seeded, 'login' | 'password'>

declare module 'vitest' {
  interface ProvidedContext {
    /** Tells, as JSON, of an appliance with a hundred days in it; the first who asks has it made. */
    sharedStackUrl: string
  }
}

const HISTORY_DAYS = 100

/** One seeded appliance for all files that only look at it or put back what they change: making one takes half a minute. */
export default async function shareStack(project: TestProject): Promise<() => Promise<void>> {
  let stack: Stack | undefined
  let shared: Promise<Shared> | undefined
  const make = async (): Promise<Shared> => {
    stack = await startStack()
    const { login, password } = await seedAthlete(stack, HISTORY_DAYS)
    return { baseUrl: stack.baseUrl, login, password }
  }
  const server = createServer((_, response) => {
    shared ??= make()
    shared.then(
      (found) => response.end(JSON.stringify(found)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  project.provide('sharedStackUrl', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  return async () => {
    server.close()
    await stack?.stop()
  }
}
