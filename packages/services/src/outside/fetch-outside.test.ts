import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadConfig } from '@rc/config'
import { expect, onTestFinished, test } from 'vitest'
import { checkOutsideAddress, type OutsideDeps } from './check-outside-address.ts'
import { fetchOutside } from './fetch-outside.ts'

const outside = { address: '198.41.0.4', family: 4 }

/** A name server of ours: `names` and else what the system says. */
function depsOf(RC_LAN_ADDRESSES: string, names: Record<string, string[]> = {}): OutsideDeps & { asked: string[] } {
  const asked: string[] = []
  return {
    config: loadConfig({ RC_LAN_ADDRESSES }),
    asked,
    resolve: async (host) => {
      asked.push(host)
      if (host === 'localhost') return [{ address: '127.0.0.1', family: 4 }]
      const found = names[host]
      if (!found) throw new Error('ENOTFOUND')
      return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    },
  }
}

/** A server on this machine, with the number of connections it got. */
async function listen(answer: RequestListener) {
  const server = createServer(answer)
  let connections = 0
  server.on('connection', () => connections++)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => server.close().closeAllConnections())
  return { port: (server.address() as AddressInfo).port, connections: () => connections }
}

const spellings = [
  '127.0.0.1',
  'localhost',
  'LOCALHOST.',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0',
  '0.0.0.0',
  '127.0.0.1.',
  '１２７.０.０.１',
  '①②⑦.⓪.⓪.①',
  '%31%32%37.0.0.1',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[0:0:0:0:0:ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  'inside.example',
  'mixed.example',
  'sixth.example',
]

test(`none of ${spellings.length} spellings of this machine reaches it`, async () => {
  const server = await listen((_request, response) => response.end('secret'))
  const deps = depsOf('', {
    'inside.example': ['127.0.0.1'],
    'mixed.example': [outside.address, '127.0.0.1'],
    'sixth.example': ['::ffff:127.0.0.1'],
  })
  for (const spelling of spellings)
    await expect(fetchOutside(deps, `http://${spelling}:${server.port}/`), spelling).rejects.toMatchObject({
      code: 'invalid_input',
      details: { reasons: ['address_inside'] },
    })
  expect(server.connections()).toBe(0)
})

test.each([
  '10.0.0.1',
  '172.31.255.1',
  '192.168.0.10',
  '100.64.0.1',
  '169.254.169.254',
  '224.0.0.1',
  '255.255.255.255',
  'fd00::1',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2001::1',
])('%s is no address of the internet', async (host) => {
  await expect(checkOutsideAddress(depsOf(''), { host, port: 25 })).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each(['8.8.8.8', '2a00:1450:4001::1', '[2606:4700::1111]'])('%s is', async (host) => {
  const { addresses } = await checkOutsideAddress(depsOf(''), { host, port: 25 })
  expect(addresses[0].address).toBe(host.replaceAll(/[[\]]/g, ''))
})

test.each([
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'ftp://example.org/',
  'http://someone:secret@example.org/',
  'http://198.41.0.4@127.0.0.1/',
  'example.org',
  'http://[fe80::1%25eth0]/',
  'http://',
])('%s is no address for us', async (url) => {
  await expect(fetchOutside(depsOf(''), url)).rejects.toMatchObject({ code: 'invalid_input' })
})

test.each(['', '.', 'a b', 'host/path', 'user@host', 'host:25', '[::1', 'host#'])('%j is no host', async (host) => {
  await expect(checkOutsideAddress(depsOf(''), { host, port: 25 })).rejects.toMatchObject({
    details: { reasons: ['address_invalid'] },
  })
})

test('a name that nobody knows may be known later', async () => {
  await expect(checkOutsideAddress(depsOf(''), { host: 'nowhere.example', port: 25 })).rejects.toMatchObject({
    code: 'vendor_unavailable',
    retry: true,
  })
})

test('the owner opens one port of the home network, by name or by address, and never link-local', async () => {
  const names = { 'nas.lan': ['192.168.0.10'], 'cloud.example': ['169.254.169.254'] }
  const deps = depsOf('192.168.0.10:8080, NAS.lan:25,[fd00::2]:80,169.254.169.254:80,cloud.example:80', names)
  const check = (host: string, port: number) => checkOutsideAddress(deps, { host, port })
  expect((await check('nas.lan', 8080)).addresses).toEqual([{ address: '192.168.0.10', family: 4 }])
  expect((await check('Nas.LAN', 25)).host).toBe('nas.lan')
  expect((await check('fd00::2', 80)).host).toBe('fd00::2')
  for (const [host, port] of [
    ['nas.lan', 443],
    ['192.168.0.10', 25],
    ['192.168.0.11', 8080],
    ['169.254.169.254', 80],
    ['cloud.example', 80],
  ] as const)
    await expect(check(host, port), host).rejects.toMatchObject({ details: { reasons: ['address_inside'] } })
})

test('a name is asked for once: what it says later changes nothing', async () => {
  const server = await listen((_request, response) => response.end('here'))
  const deps = depsOf(`rebinding.example:${server.port}`, { 'rebinding.example': ['127.0.0.1'] })
  const answer = await fetchOutside(deps, `http://rebinding.example:${server.port}/`)
  expect(await answer.text()).toBe('here')
  expect(deps.asked).toEqual(['rebinding.example'])
})

test('what is sent arrives, and the answer comes back whole', async () => {
  const server = await listen(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], 'x-host': request.headers.host ?? '' })
    response.end(`${request.method} ${String(request.headers['x-key'])} ${body}`)
  })
  const url = `http://127.0.0.1:${server.port}/topic`
  const headers = { 'x-key': '열쇠'.length.toString(), host: 'elsewhere.example' }
  const answer = await fetchOutside(depsOf(`127.0.0.1:${server.port}`), url, { method: 'POST', body: 'run', headers })
  expect(answer.status).toBe(201)
  expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  expect(answer.headers.get('x-host')).toBe(`127.0.0.1:${server.port}`)
  expect(await answer.text()).toBe('POST 2 run')
})

test('a redirect is shown, not followed', async () => {
  const inside = await listen((_request, response) => response.end('secret'))
  const server = await listen((_request, response) =>
    response.writeHead(302, { location: `http://127.0.0.1:${inside.port}/` }).end(),
  )
  const answer = await fetchOutside(depsOf(`127.0.0.1:${server.port}`), `http://127.0.0.1:${server.port}/`)
  expect(answer.status).toBe(302)
  expect(inside.connections()).toBe(0)
})

test('an answer that is too large, too slow or none at all is cut off', async () => {
  const server = await listen((request, response) => {
    if (request.url === '/large') response.end(Buffer.alloc(5_000))
    if (request.url === '/half') response.write('half')
    if (request.url === '/odd') response.socket?.end('HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n')
  })
  const ask = (path: string) =>
    fetchOutside(depsOf(`127.0.0.1:${server.port}`), `http://127.0.0.1:${server.port}${path}`, {
      limitBytes: 1_000,
      timeoutMs: 200,
    })
  await expect((await ask('/large')).text()).rejects.toMatchObject({ details: { reasons: ['too_large'] } })
  await expect((await ask('/half')).text()).rejects.toBeInstanceOf(Error)
  await expect(ask('/never')).rejects.toMatchObject({ details: { reasons: ['too_slow'] } })
  await expect(ask('/odd')).rejects.toMatchObject({ code: 'vendor_unavailable' })
})
