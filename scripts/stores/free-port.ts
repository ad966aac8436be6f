import { createServer } from 'node:net'

/** Whether one may listen there now. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** The wished port when it is free, else any free one. */
export async function findFreePort(wish = 0): Promise<number> {
  if (wish > 0 && (await isPortFree(wish, '127.0.0.1'))) return wish
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
