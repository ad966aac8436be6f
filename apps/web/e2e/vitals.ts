import type { Page } from 'playwright-core'

// What a person waits for, as the browser itself measures it.

interface Vitals {
  largestPaint: Paint
  interactions: Record<number, Interaction>
}
interface Interaction {
  /** From the touch to the next frame, as long as its slowest event. */
  ms: number
  /** What was pressed. */
  on: string
}
export interface Paint {
  ms: number
  /** What was painted. */
  on: string
}
declare global {
  // oxlint-disable-next-line no-var
  var vitals: Vitals
}

/** Before a page is opened: it notes its paints and what its interactions took. */
export const watchVitals = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const seen: Vitals = { largestPaint: { ms: Number.NaN, on: '' }, interactions: {} }
    globalThis.vitals = seen
    const nameOf = (node: unknown): string =>
      node instanceof HTMLElement ? node.innerText.trim().slice(0, 20) || node.className : 'the page'
    new PerformanceObserver((list) => {
      for (const { startTime, element } of list.getEntries() as LargestContentfulPaint[])
        seen.largestPaint = { ms: startTime, on: nameOf(element) }
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const { interactionId, duration, target } of list.getEntries() as PerformanceEventTiming[]) {
        if (interactionId === 0 || duration <= (seen.interactions[interactionId]?.ms ?? 0)) continue
        seen.interactions[interactionId] = { ms: duration, on: nameOf(target) }
      }
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
  })

/** As slow as a phone: so many times slower than this machine. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** From the navigation to the largest paint, once nothing new has come for a while. */
export async function readLargestPaint(page: Page): Promise<Paint> {
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(1000)
  return page.evaluate(() => globalThis.vitals.largestPaint)
}

/** Of all interactions since the page was opened, slowest first; those below 16 ms are not told. */
export async function readInteractions(page: Page): Promise<Interaction[]> {
  await page.waitForTimeout(500)
  const all = await page.evaluate(() => Object.values(globalThis.vitals.interactions))
  return all.toSorted((a, b) => b.ms - a.ms)
}

/** Milliseconds between frames while the cursor goes over the chart, one step a frame. */
export const crosshairFrames = (page: Page, steps: number): Promise<number[]> =>
  page.evaluate(async (steps) => {
    const nextFrame = () => new Promise<number>((done) => requestAnimationFrame(done))
    const surface = document.querySelector('[role=slider]') as HTMLElement
    surface.scrollIntoView({ block: 'center' })
    const { left, top, width } = surface.getBoundingClientRect()
    const frames: number[] = []
    let before = await nextFrame()
    for (let i = 0; i < steps; i++) {
      const clientX = left + (width * (i + 0.5)) / steps
      surface.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: top + 40, pointerType: 'mouse' }))
      const now = await nextFrame()
      frames.push(now - before)
      before = now
    }
    return frames
  }, steps)

/** Milliseconds of each frame in which the chart comes nearer or goes back: a stretch is marked, opened and left by keys. */
export const zoomFrames = (page: Page, times: number): Promise<number[]> =>
  page.evaluate(async (times) => {
    const nextFrame = () => new Promise<number>((done) => requestAnimationFrame(done))
    const surface = document.querySelector('[role=slider]') as HTMLElement
    surface.scrollIntoView({ block: 'center' })
    const { left, top, width } = surface.getBoundingClientRect()
    const point = (share: number) =>
      surface.dispatchEvent(
        new PointerEvent('pointermove', { clientX: left + width * share, clientY: top + 40, pointerType: 'mouse' }),
      )
    const press = (key: string) => surface.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    const frames: number[] = []
    const measured = async (key: string) => {
      const before = await nextFrame()
      press(key)
      frames.push((await nextFrame()) - before)
      await nextFrame()
    }
    for (let i = 0; i < times; i++) {
      point(0.1 + (0.3 * i) / times)
      press(' ')
      await nextFrame()
      point(0.9 - (0.3 * i) / times)
      press(' ')
      await nextFrame()
      await measured('Enter')
      await measured('Escape')
    }
    return frames
  }, times)

/** Scrolls until the list of activities has no further page. */
export async function openWholeList(page: Page): Promise<void> {
  const rows = page.locator('li[data-kind=activity]')
  for (let last = ''; ;) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    const asked = page.waitForResponse((answer) => answer.url().includes('cursor='), { timeout: 3000 })
    if (
      !(await asked.then(
        () => true,
        () => false,
      )) &&
      last === (await rows.last().getAttribute('data-row'))
    )
      return
    last = (await rows.last().getAttribute('data-row')) ?? ''
  }
}

/** Milliseconds between frames while a strong flick carries a long page upwards, so many pixels each frame. */
export const scrollFrames = (page: Page, steps: number, stepPx: number): Promise<number[]> =>
  page.evaluate(
    async ([steps, stepPx]) => {
      const nextFrame = () => new Promise<number>((done) => requestAnimationFrame(done))
      const frames: number[] = []
      let before = await nextFrame()
      for (let i = 0; i < steps; i++) {
        scrollBy(0, -stepPx)
        const now = await nextFrame()
        frames.push(now - before)
        before = now
      }
      return frames
    },
    [steps, stepPx] as const,
  )

/** Milliseconds from the navigation until the map of all tracks is drawn. */
export async function readMapDrawn(page: Page): Promise<number> {
  await page.locator('.map canvas').waitFor()
  return page.evaluate(async () => {
    const canvas = document.querySelector('.map canvas') as HTMLCanvasElement
    // Drawn, it has a size of its own.
    while (canvas.width === 300) await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
    return performance.now()
  })
}
