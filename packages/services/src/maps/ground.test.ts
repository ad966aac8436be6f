import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig } from '@rc/config'
import { packTiles } from '@rc/testing/map-tiles'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openGround } from './ground.ts'
import { openTileCache } from './tile-cache.ts'

let dataDir: string
let server: Server | undefined
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'runningcoach-maps-'))
})
afterEach(() => {
  server?.close()
  server = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

let clock = Date.now()
const depsOf = (settings: Record<string, string> = {}) => ({
  config: loadConfig({ RC_DATA_DIR: dataDir, RC_BACKUP_DIR: dataDir, ...settings }),
  now: () => new Date(clock),
})
const png = Buffer.from('89504e470d0a1a0a00', 'hex')

test('without a map routes lie on plain ground', async () => {
  expect(await openGround(depsOf())).toBeNull()
})

test('a map in one file is found, thanks in words, and has tiles only where it has', async () => {
  mkdirSync(join(dataDir, 'maps'))
  const file = packTiles(1, Buffer.from([0x1a, 0]), { attribution: '<a href="https://x.example">&copy; Somebody</a>' })
  writeFileSync(join(dataDir, 'maps', 'korea.pmtiles'), file)
  const ground = await openGround(depsOf())
  expect(ground).toMatchObject({ kind: 'vector', attribution: '© Somebody', minZoom: 0, maxZoom: 0 })
  const tile = await ground?.getTile(0, 0, 0)
  expect([tile?.type, ...(tile?.bytes ?? [])]).toEqual(['application/vnd.mapbox-vector-tile', 0x1a, 0])
  for (const [z, x, y] of [
    [0, 1, 0],
    [3, 1, 1],
  ] as const)
    expect(await ground?.getTile(z, x, y)).toBeNull()
})

async function serve(answer: () => { status: number; body: Buffer }): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const { status, body } = answer()
    response.writeHead(status, { 'content-type': 'text/html' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

test('a tile is fetched once, kept on the disk, renewed after a month, and shown while nobody answers', async () => {
  let answer = { status: 200, body: png }
  const { url, asked } = await serve(() => answer)
  const settings = { RC_MAP_TILE_URL: `${url}/{z}/{x}/{y}.png`, RC_LAN_ADDRESSES: new URL(url).host }
  const ground = await openGround(depsOf(settings))
  const [one, same] = await Promise.all([ground?.getTile(5, 3, 4), ground?.getTile(5, 3, 4)])
  expect([one?.type, same?.type, asked]).toEqual(['image/png', 'image/png', ['/5/3/4.png']])
  const again = await openGround(depsOf(settings))
  expect((await again?.getTile(5, 3, 4))?.type).toBe('image/png')
  expect(asked).toHaveLength(1)
  clock += 31 * 86_400_000
  answer = { status: 500, body: Buffer.from('no') }
  expect((await again?.getTile(5, 3, 4))?.type).toBe('image/png')
  expect(asked).toHaveLength(2)
  await expect(again?.getTile(5, 0, 0)).rejects.toMatchObject({ code: 'vendor_unavailable' })
  expect(await again?.getTile(2, 9, 0)).toBeNull()
})

test('what is no image is not handed on, and the home network is asked only where it is opened', async () => {
  const { url, asked } = await serve(() => ({ status: 200, body: Buffer.from('<script>1</script>') }))
  const template = `${url}/{z}/{x}/{y}`
  const open = await openGround(depsOf({ RC_MAP_TILE_URL: template, RC_LAN_ADDRESSES: new URL(url).host }))
  await expect(open?.getTile(0, 0, 0)).rejects.toMatchObject({ code: 'vendor_unavailable' })
  const closed = await openGround(depsOf({ RC_MAP_TILE_URL: template }))
  await expect(closed?.getTile(0, 0, 0)).rejects.toMatchObject({ details: { reasons: ['address_inside'] } })
  expect(asked).toHaveLength(1)
})

test('the cache keeps within its bounds: what was used longest ago goes', async () => {
  const cache = openTileCache(dataDir, 'a', 250)
  for (const key of ['1', '2']) await cache.write(key, new Uint8Array(100))
  await cache.read('1')
  await cache.write('3', new Uint8Array(100))
  expect(await cache.read('2')).toBeNull()
  expect((await cache.read('1'))?.bytes).toHaveLength(100)
  expect(readdirSync(join(dataDir, readdirSync(dataDir)[0] as string)).sort()).toEqual(['1', '3'])
  const reopened = openTileCache(dataDir, 'a', 250)
  expect(await reopened.read('3')).not.toBeNull()
})
