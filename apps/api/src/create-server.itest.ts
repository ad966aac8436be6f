import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http, { type Server } from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@rc/config'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createServer } from './create-server.ts'
import { makeSelfSigned } from './self-signed.ts'
import { createTestApp } from './test-app.ts'

const lan = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address
const addresses = ['127.0.0.1', ...(lan === undefined ? [] : [lan])]

let api: Awaited<ReturnType<typeof createTestApp>>
let dir: string
const servers: Server[] = []
beforeAll(async () => {
  api = await createTestApp({ RC_TRUSTED_PROXIES: '127.0.0.0/8' })
  await api.signIn('owner')
  dir = mkdtempSync(join(tmpdir(), 'rc-tls-'))
})
afterAll(async () => {
  for (const server of servers) server.close().closeAllConnections()
  await api.close()
  rmSync(dir, { recursive: true, force: true })
})

const tls = () => ({ certFile: join(dir, 'cert.pem'), keyFile: join(dir, 'key.pem') })
function writeCertificate(name: string): string {
  const { cert, key } = makeSelfSigned(name, addresses)
  writeFileSync(tls().certFile, cert)
  writeFileSync(tls().keyFile, key)
  return cert
}

async function listen(config: { tls: ReturnType<typeof tls> | null }): Promise<number> {
  const server = createServer(api.app, config, api.deps.log, 50)
  servers.push(server)
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

interface Answer {
  status: number | undefined
  cookies: string[]
  issuer: string | undefined
}

/** A browser on the page of that address, beyond what fetch lets us set. */
async function request(
  url: string,
  { ca, json, headers }: { ca?: string; json?: object; headers?: object } = {},
): Promise<Answer> {
  const { origin, protocol } = new URL(url)
  const client = (protocol === 'https:' ? https : http).request(url, {
    method: json ? 'POST' : 'GET',
    agent: false,
    ...(ca === undefined ? {} : { ca }),
    headers: { ...(json && { origin, 'content-type': 'application/json' }), ...headers },
  })
  client.end(json && JSON.stringify(json))
  const [response] = (await once(client, 'response')) as [http.IncomingMessage]
  const peer =
    'getPeerCertificate' in response.socket
      ? (response.socket as import('node:tls').TLSSocket).getPeerCertificate()
      : undefined
  response.resume()
  return {
    status: response.statusCode,
    cookies: response.headers['set-cookie'] ?? [],
    issuer: peer?.issuer.CN as string | undefined,
  }
}

const credentials = () => ({ login: 'owner', password: api.password })

describe.each(addresses)('at %s', (address) => {
  test('over plain http one logs in and is known again', async () => {
    const origin = `http://${address}:${await listen({ tls: null })}`
    const { status, cookies } = await request(`${origin}/api/v1/auth/login`, { json: credentials() })
    expect(status).toBe(200)
    expect(cookies[0]).toMatch(/^rc_session=/)
    expect(cookies.join()).not.toContain('Secure')
    const cookie = cookies[0]?.split(';')[0]
    expect((await request(`${origin}/api/v1/me`, { headers: { cookie } })).status).toBe(200)
  })

  test('over https of our own too, the cookie bound to the host', async () => {
    const ca = writeCertificate('home.test')
    const origin = `https://${address}:${await listen({ tls: tls() })}`
    const { status, cookies } = await request(`${origin}/api/v1/auth/login`, { ca, json: credentials() })
    expect(status).toBe(200)
    expect(cookies).toEqual([
      expect.stringMatching(/^__Host-rc_session=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
      expect.stringMatching(/^__Host-rc_device=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    const cookie = cookies[0]?.split(';')[0]
    expect((await request(`${origin}/api/v1/me`, { ca, headers: { cookie } })).status).toBe(200)
    await expect(request(`${origin}/api/v1/me`)).rejects.toThrow(/self-signed/)
  })
})

test('behind a proxy that ends https the cookie is bound to the host', async () => {
  const inside = `http://127.0.0.1:${await listen({ tls: null })}`
  const proxied = {
    host: 'inside',
    origin: 'https://coach.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'coach.example',
  }
  const { status, cookies } = await request(`${inside}/api/v1/auth/login`, { json: credentials(), headers: proxied })
  expect(status).toBe(200)
  expect(cookies[0]).toMatch(/^__Host-rc_session=.*Secure/)
})

test('a renewed certificate is used without a restart, half of one is not', async () => {
  const ca = writeCertificate('first.test')
  const url = `https://127.0.0.1:${await listen({ tls: tls() })}/healthz`
  expect((await request(url, { ca })).issuer).toBe('first.test')
  writeFileSync(tls().certFile, 'half a certifi')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect((await request(url, { ca })).issuer).toBe('first.test')
  const renewed = writeCertificate('second.test')
  await expect
    .poll(
      () =>
        request(url, { ca: renewed })
          .then(({ issuer }) => issuer)
          .catch(() => null),
      { timeout: 5000 },
    )
    .toBe('second.test')
})

test('certificate and key go together, relative to the data', () => {
  const env = { RC_DATA_DIR: '/data', RC_TLS_CERT: 'tls/cert.pem' }
  expect(() => loadConfig(env)).toThrow('go together')
  expect(loadConfig({ ...env, RC_TLS_KEY: '/etc/key.pem' }).tls).toEqual({
    certFile: '/data/tls/cert.pem',
    keyFile: '/etc/key.pem',
  })
})
