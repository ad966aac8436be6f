import type { TrackView } from '@rc/contract'
import { decodePolyline } from '@rc/domain'
import { mercatorX, mercatorY, metresPerWorld } from '#lib/maps/mercator.ts'
import type { View } from '#lib/maps/view.ts'

/** A track on the square of the world. */
export interface Line extends Omit<TrackView, 'line'> {
  x: Float64Array
  y: Float64Array
  box: Box
}

export interface Box {
  left: number
  top: number
  right: number
  bottom: number
}

export function lineOf({ line, ...about }: TrackView): Line {
  const track = decodePolyline(line)
  const n = track.length / 2
  const x = new Float64Array(n)
  const y = new Float64Array(n)
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let i = 0; i < n; i++) {
    x[i] = mercatorX(track[2 * i] as number)
    y[i] = mercatorY(track[2 * i + 1] as number)
    widen(box, x[i] as number, y[i] as number)
  }
  return { ...about, x, y, box }
}

function widen(box: Box, x: number, y: number): void {
  box.left = Math.min(box.left, x)
  box.right = Math.max(box.right, x)
  box.top = Math.min(box.top, y)
  box.bottom = Math.max(box.bottom, y)
}

/** Where most of the running happens: the middle start, and what lies within a day's run of it. */
export function homeOf(lines: Line[]): Box {
  const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number
  const [homeX, homeY] = [middle(lines.map(({ x }) => x[0] as number)), middle(lines.map(({ y }) => y[0] as number))]
  const reach = 20_000 / metresPerWorld(homeY)
  const near = lines.filter(
    ({ x, y }) => Math.abs((x[0] as number) - homeX) < reach && Math.abs((y[0] as number) - homeY) < reach,
  )
  const box: Box = { left: homeX, top: homeY, right: homeX, bottom: homeY }
  for (const { box: each } of near) {
    widen(box, each.left, each.top)
    widen(box, each.right, each.bottom)
  }
  return box
}

export const pxPerM = ({ y, worldPx }: View): number => worldPx / metresPerWorld(y)

const WIDEST_PX = 256
const CLOSEST_PX = 256 * 2 ** 18

/** The box in the middle, as large as it fits. */
export function fitBox(box: Box, widthPx: number, heightPx: number, marginPx: number): View {
  const wide = Math.max(box.right - box.left, 1e-6)
  const high = Math.max(box.bottom - box.top, 1e-6)
  const worldPx = Math.min((widthPx - 2 * marginPx) / wide, (heightPx - 2 * marginPx) / high)
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, worldPx: clampPx(worldPx) }
}

const clampPx = (worldPx: number): number => Math.min(CLOSEST_PX, Math.max(WIDEST_PX, worldPx))

/** Nearer by `factor`; the place `offset` pixels from the middle stays where it is. */
export function zoomAt(view: View, factor: number, [dx, dy]: readonly [number, number]): View {
  const worldPx = clampPx(view.worldPx * factor)
  const shift = 1 / view.worldPx - 1 / worldPx
  return { x: view.x + dx * shift, y: view.y + dy * shift, worldPx }
}

export const panBy = (view: View, dxPx: number, dyPx: number): View => ({
  ...view,
  x: view.x - dxPx / view.worldPx,
  y: view.y - dyPx / view.worldPx,
})

/** The line that passes closest to a place, if one does within `reachPx`. */
export function nearestLine(lines: Line[], x: number, y: number, reach: number): Line | null {
  let [found, best]: [Line | null, number] = [null, reach * reach]
  for (const line of lines) {
    const { box } = line
    if (x < box.left - reach || x > box.right + reach || y < box.top - reach || y > box.bottom + reach) continue
    for (let i = 1; i < line.x.length; i++) {
      const square = squareToSegment(x, y, line, i)
      if (square < best) [found, best] = [line, square]
    }
  }
  return found
}

function squareToSegment(x: number, y: number, line: Line, i: number): number {
  const [x0, y0] = [line.x[i - 1] as number, line.y[i - 1] as number]
  const [dx, dy] = [(line.x[i] as number) - x0, (line.y[i] as number) - y0]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / length))
  return (x - x0 - t * dx) ** 2 + (y - y0 - t * dy) ** 2
}
