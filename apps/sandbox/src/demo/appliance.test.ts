import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openAppliance } from './appliance.ts'

let server: Server
afterEach(() => server.close())

/** Hangs up on the second call of every connection, as a server does that was not spoken to for too long. */
async function startForgetful(): Promise<{ url: string; calls: string[] }> {
  const calls: string[] = []
  server = createServer((request, response) => {
    const isKept = 'wasUsed' in request.socket
    if (isKept) return request.socket.destroy()
    Object.assign(request.socket, { wasUsed: true })
    calls.push(`${request.method} ${request.url}`)
    request.resume().once('end', () => response.end('{}'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls }
}

test('a connection that was closed meanwhile is made anew for what may be sent twice', async () => {
  const { url, calls } = await startForgetful()
  const appliance = openAppliance(url)
  await appliance.get('/a')
  await appliance.upload('/b', new Uint8Array(3))
  await appliance.send('PUT', '/c', {})
  expect(calls).toEqual(['GET /api/v1/a', 'POST /api/v1/b', 'PUT /api/v1/c'])
  await expect(appliance.send('POST', '/d', {})).rejects.toThrow('fetch failed')
})
