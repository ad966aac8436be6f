import type { Browser, Locator, Page } from 'playwright-core'
import { percentile, type Figure } from '../../../scripts/measure/figures.ts'
import { launchBrowser, type Look, visit, type Visit } from './browser.ts'
import { initialKb } from './initial-js.ts'
import {
  crosshairFrames,
  openWholeList,
  type Paint,
  readInteractions,
  readLargestPaint,
  readMapDrawn,
  scrollFrames,
  slowDown,
  watchVitals,
  zoomFrames,
} from './vitals.ts'

/*
 * Run by ./scripts/bench web with what it has to know as JSON; says its figures as JSON. The page is the built one, served
 * by a real api over loopback: a line costs nothing here, so what is measured is the work of the page and of the server.
 * Every visit has a fresh profile (nothing kept, no compiled code) and a screen of 390 × 844 px at one pixel per px. The
 * processor's brake holds back the thread of the page; drawing itself happens in software, on this machine's cores.
 */

interface Asked {
  baseUrl: string
  login: string
  password: string
  longRunId: number
  tracks: number
  /** How often each page is opened. */
  visits: number
  /** So many activities are in the list, and nothing but scrolling through them is measured. */
  rows?: number
}

/** A phone's processor, measured against this machine's. */
const SLOWER = 4
/** A thumb rests before it looks for the next place; looking for one here runs in the page and would count as its work. */
const REST_MS = 400
const phone: Look = { width: 390, theme: 'light', locale: 'ko' }
const pages = { 오늘: '/', 활동: '/activities', 달력: '/calendar', 회복: '/recovery', '체력 추이': '/fitness' }

const asked = JSON.parse(process.argv[2] ?? '') as Asked
const browser = await launchBrowser()
try {
  const figures = asked.rows ? await measureList(browser, asked.rows) : await measure(browser)
  process.stdout.write(JSON.stringify(figures))
} finally {
  await browser.close()
}

async function measure(browser: Browser): Promise<Figure[]> {
  const detail = `/activities/${asked.longRunId}`
  const figures: Figure[] = []
  for (const [name, path] of Object.entries({ ...pages, 상세: detail })) {
    const paints: Paint[] = []
    for (let i = 0; i < asked.visits; i++)
      paints.push(await onPhone(browser, path, ({ page }) => readLargestPaint(page)))
    const { ms, on } = paints.toSorted((a, b) => a.ms - b.ms)[Math.floor((paints.length - 1) / 2)]!
    figures.push({ name: `${name}: largest paint (${on})`, value: ms, unit: 'ms', target: 1500 })
  }
  for (const [name, path, act] of interactions(detail)) {
    const [slowest] = await onPhone(browser, path, async ({ page }) => {
      await readLargestPaint(page)
      await act(page)
      return readInteractions(page)
    })
    const on = slowest ? ` (${slowest.on})` : ''
    figures.push({ name: `${name}: slowest interaction${on}`, value: slowest?.ms ?? 0, unit: 'ms', target: 200 })
  }
  await onPhone(browser, detail, async ({ page }) => {
    await page.locator('canvas').first().waitFor()
    // The first look closer fetches every sample.
    await zoomFrames(page, 1)
    await readLargestPaint(page)
    figures.push(...frameFigures('crosshair', await crosshairFrames(page, 200), [17, 25]))
    figures.push(...frameFigures('zoom', await zoomFrames(page, 40), [50, 110]))
  })
  const opened = await open(browser, '/map')
  figures.push({
    name: `map of ${asked.tracks} tracks, not slowed down`,
    value: await readMapDrawn(opened.page),
    unit: 'ms',
    target: 2000,
  })
  await opened.close()
  const kb = ['/(app)', '/(app)/activities', '/(app)/activities/[id]', '/(app)/calendar', '/(app)/map'].map(initialKb)
  figures.push({ name: 'initial JavaScript of the heaviest page', value: Math.max(...kb), unit: 'kB', target: 120 })
  return figures
}

async function measureList(browser: Browser, rows: number): Promise<Figure[]> {
  const { page, close } = await open(browser, '/activities')
  await page.locator('li[data-kind=activity]').first().waitFor()
  await openWholeList(page)
  await slowDown(page, SLOWER)
  const frames = await scrollFrames(page, 300, 100)
  await close()
  return frameFigures(`scrolling ${rows} activities:`, frames, [17, 50])
}

function frameFigures(name: string, frames: number[], [median, most]: [number, number]): Figure[] {
  return [
    { name: `${name} frames, median of ${frames.length}`, value: percentile(frames, 0.5), unit: 'ms', target: median },
    { name: `${name} frames, p95`, value: percentile(frames, 0.95), unit: 'ms', target: most },
  ]
}

async function open(browser: Browser, path: string, slower = 1): Promise<Visit> {
  const visitor = await visit(browser, asked.baseUrl, phone, asked)
  await watchVitals(visitor.page)
  if (slower > 1) await slowDown(visitor.page, slower)
  await visitor.page.goto(path)
  return visitor
}

async function onPhone<T>(browser: Browser, path: string, act: (visitor: Visit) => Promise<T>): Promise<T> {
  const visitor = await open(browser, path, SLOWER)
  const result = await act(visitor)
  await visitor.close()
  return result
}

async function press(target: Locator, where: { position?: { x: number; y: number } } = {}): Promise<void> {
  await target.tap(where)
  await target.page().waitForTimeout(REST_MS)
}

/** What thumbs do most on each page. */
function interactions(detail: string): [name: string, path: string, act: (page: Page) => Promise<void>][] {
  return [
    [
      '오늘',
      '/',
      async (page) => {
        await press(page.locator('fieldset label').nth(2))
        await press(page.locator('.why').first())
        await page.getByRole('dialog').waitFor()
        await page.keyboard.press('Escape')
        await press(page.getByRole('button', { name: /^더 적/ }))
        await page.getByRole('dialog').locator('label').first().waitFor()
        await page.keyboard.press('Escape')
      },
    ],
    [
      '활동',
      '/activities',
      async (page) => {
        await press(page.getByRole('searchbox'))
        await page.keyboard.type('run', { delay: 120 })
        await page.waitForTimeout(800)
        for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace')
        await page.waitForTimeout(800)
        await press(page.getByRole('link', { name: /km/ }).first())
        await page.getByRole('slider').waitFor()
      },
    ],
    [
      '상세',
      detail,
      async (page) => {
        await press(page.getByRole('slider'), { position: { x: 120, y: 80 } })
        await press(page.getByRole('button', { name: '거리', exact: true }))
        await press(page.getByRole('button', { name: '시간', exact: true }))
        await press(page.locator('details.channels summary'))
        await press(page.locator('details.channels label').nth(1))
        await press(page.locator('details.channels summary'))
        await press(page.getByRole('button', { name: '표로 보기' }).first())
        await press(page.getByRole('button', { name: '차트로 보기' }).first())
        await press(page.getByRole('button', { name: '고치기' }).first())
        await page.getByRole('dialog').waitFor()
        await page.keyboard.press('Escape')
      },
    ],
    [
      '달력',
      '/calendar',
      async (page) => {
        for (let i = 0; i < 3; i++) {
          await press(page.getByRole('link', { name: '지난달' }))
          await page.waitForTimeout(600)
        }
        await press(page.locator('.why').first())
        await page.getByRole('dialog').waitFor()
        await page.keyboard.press('Escape')
      },
    ],
  ]
}
