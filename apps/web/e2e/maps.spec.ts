import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uploadAll } from '../../sandbox/src/demo/upload-all.ts'
import { desk, expectSound, launchBrowser, visit } from './browser.ts'
import { packTiles, vectorTile } from '../../../packages/testing/src/map-tiles.ts'
import { activityFiles, settleAthlete, startStack } from './stack.ts'

// A real map under the routes: tiles of a server, and a map in one file. Both come through the api.

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())

type Colour = [red: number, green: number, blue: number]
const ground: Colour = [40, 160, 90]

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function tileOf(colour: Colour): Buffer {
  const row = Buffer.from([0, ...Array.from({ length: 256 }, () => colour).flat()])
  const header = Buffer.alloc(13)
  header.writeUInt32BE(256, 0)
  header.writeUInt32BE(256, 4)
  header.set([8, 2], 8)
  const rows = deflateSync(Buffer.concat(Array.from({ length: 256 }, () => row)))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** What the corner of the map looks like: no route goes there. */
async function cornerOf(page: Page): Promise<Colour> {
  const box = await page.locator('.ground').first().boundingBox()
  if (!box) throw new Error('there is no map')
  const clip = { x: box.x + 40, y: box.y + 40, width: 1, height: 1 }
  const shot = await page.screenshot({ clip })
  return page.evaluate(async (base64) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${base64}` })
    await image.decode()
    const context = new OffscreenCanvas(1, 1).getContext('2d')!
    context.drawImage(image, 0, 0)
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) as Colour
  }, shot.toString('base64'))
}

const isNear = (seen: Colour, wanted: Colour): boolean => seen.every((value, i) => Math.abs(value - wanted[i]!) < 12)

async function lookAtMaps(settings: Record<string, string>, prepare: (dataDir: string) => void): Promise<Colour[]> {
  const stack = await startStack({ settings })
  try {
    prepare(stack.dataDir)
    const athlete = await settleAthlete(stack)
    const run = activityFiles(60).find(({ name }) => name.endsWith('-run.fit'))!
    await uploadAll(athlete.appliance, 'a run', [run])
    const activities = async () =>
      (await athlete.appliance.get<{ activities: { id: number }[] }>('/activities')).activities
    await expect.poll(activities, { timeout: 30_000 }).toHaveLength(1)
    const [activity] = await activities()
    const { page, problems, close } = await visit(browser, stack.baseUrl, desk, athlete)
    const corners: Colour[] = []
    for (const at of ['/map', `/activities/${activity!.id}`]) {
      await page.goto(at)
      await page.locator('.ground canvas').first().waitFor()
      await page.waitForTimeout(1500)
      corners.push(await cornerOf(page))
      await expectSound(page)
    }
    expect(problems).toEqual([])
    await close()
    return corners
  } finally {
    await stack.stop()
  }
}

test('tiles of a server lie under the routes, and the page never leaves its origin', async () => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'image/png' }).end(tileOf(ground))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const settings = { RC_MAP_TILE_URL: `http://${host}/{z}/{x}/{y}.png`, RC_LAN_ADDRESSES: host }
    const corners = await lookAtMaps(settings, () => {})
    expect(corners.filter((corner) => !isNear(corner, ground))).toEqual([])
    expect(asked.length).toBeGreaterThan(0)
  } finally {
    server.close()
  }
}, 120_000)

test('a map in one file is drawn too', async () => {
  const water = [
    [-100, -100],
    [4200, -100],
    [4200, 4200],
    [-100, 4200],
  ] as const
  const names = Array.from({ length: 40 * 40 }, (_, i) => ({
    places: [[3473 + (i % 40), 1565 + Math.floor(i / 40)]] as const,
    properties: { kind: 'locality', name: 'Seoul', 'name:ko': '서울' },
  }))
  const tile = vectorTile({ water: [{ places: water, properties: { kind: 'ocean' } }], places: names })
  const corners = await lookAtMaps({}, (dataDir) => {
    mkdirSync(join(dataDir, 'maps'), { recursive: true })
    writeFileSync(join(dataDir, 'maps', 'world.pmtiles'), packTiles(1, tile, { attribution: '© Somebody' }))
  })
  const sea: Colour = [128, 222, 234]
  expect(corners.filter((corner) => !isNear(corner, sea))).toEqual([])
}, 120_000)
