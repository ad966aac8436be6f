import { colorOf } from '#lib/ui/color-of.ts'
import { sportFace } from '#lib/words/sports.ts'
import type { View } from '#lib/maps/view.ts'
import type { Line } from './geometry.ts'

interface Drawing {
  lines: Line[]
  picked: Line | null
  view: View
  widthPx: number
  heightPx: number
}

/** Points closer than this on the screen are one. */
const STEP_PX = 1.5
const CROWD = 40
const WIDTH_PX = 1.6
const PICKED_WIDTH_PX = 3.5

/** Every line in the colour of its sport, half transparent, so that the ways one often takes stand out; the picked one on top. */
export function drawLines(canvas: HTMLCanvasElement, { lines, picked, view, widthPx, heightPx }: Drawing): void {
  const ratio = Math.min(devicePixelRatio, 2)
  canvas.width = Math.round(widthPx * ratio)
  canvas.height = Math.round(heightPx * ratio)
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  context.lineJoin = context.lineCap = 'round'
  const colors = new Map<string, string>()
  const inColor = (token: string): string => {
    const color = colors.get(token) ?? colorOf(canvas, token)
    colors.set(token, color)
    return color
  }
  const left = view.x - widthPx / 2 / view.worldPx
  const top = view.y - heightPx / 2 / view.worldPx
  const right = left + widthPx / view.worldPx
  const bottom = top + heightPx / view.worldPx
  const trace = ({ x, y }: Line): void => {
    context.beginPath()
    let [lastX, lastY] = [NaN, NaN]
    for (let i = 0; i < x.length; i++) {
      const px = ((x[i] as number) - left) * view.worldPx
      const py = ((y[i] as number) - top) * view.worldPx
      if (i === 0) context.moveTo(px, py)
      else if (i < x.length - 1 && Math.abs(px - lastX) < STEP_PX && Math.abs(py - lastY) < STEP_PX) continue
      else context.lineTo(px, py)
      ;[lastX, lastY] = [px, py]
    }
    context.stroke()
  }
  // Where many lie over one another, the ways often taken stand out.
  context.globalAlpha = lines.length > CROWD ? 0.5 : 0.9
  context.lineWidth = WIDTH_PX
  for (const line of lines) {
    const { box } = line
    if (box.right < left || box.left > right || box.bottom < top || box.top > bottom) continue
    context.strokeStyle = inColor(sportFace[line.sport].color)
    trace(line)
  }
  if (!picked) return
  context.globalAlpha = 1
  for (const [color, width] of [
    ['--sunken', PICKED_WIDTH_PX + 4],
    ['--now', PICKED_WIDTH_PX],
  ] as const) {
    context.strokeStyle = inColor(color)
    context.lineWidth = width
    trace(picked)
  }
}
