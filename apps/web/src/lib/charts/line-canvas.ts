import { colorIn } from '#lib/ui/color-of.ts'
import type { LaneCanvas } from './lane.ts'
import type { Point } from './series.ts'
import { thinWindow } from './thin.ts'

/**
 * Draws lanes of nothing but lines, looking as those of Chart.js in canvas.ts do. Five of them are drawn anew in each
 * frame of a zoom, of which Chart.js needs more than half on a phone to find out its options again.
 */
export function createLineCanvas(canvas: HTMLCanvasElement): LaneCanvas {
  const ink = canvas.getContext('2d')
  return {
    draw({ lane: { marks, range, heightPx }, window: [from, to], widthPx, theme }) {
      if (!ink) return
      fit(canvas, widthPx, heightPx)
      ink.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
      ink.clearRect(0, 0, widthPx, heightPx)
      ink.lineJoin = ink.lineCap = 'round'
      const place = ({ x, y }: Point): Point => ({
        x: ((x - from) / (to - from)) * widthPx,
        y: (1 - (y - range[0]) / (range[1] - range[0])) * heightPx,
      })
      // The first one is drawn last, on top.
      for (const mark of marks.toReversed()) {
        const { line, area } = pathsOf(thinWindow(mark.series, from, to, widthPx).map(place), heightPx)
        const color = colorIn(theme, canvas, mark.color)
        ink.fillStyle = `color-mix(in srgb, ${color} 14%, transparent)`
        if (mark.area) ink.fill(area)
        ink.strokeStyle = color
        ink.lineWidth = mark.widthPx ?? 1.5
        ink.stroke(line)
      }
    },
    destroy: () => {},
  }
}

function fit(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): void {
  const [width, height] = [Math.round(widthPx * devicePixelRatio), Math.round(heightPx * devicePixelRatio)]
  if (canvas.width === width && canvas.height === height) return
  Object.assign(canvas, { width, height })
  Object.assign(canvas.style, { display: 'block', width: `${widthPx}px`, height: `${heightPx}px` })
}

/** The line, broken where y is NaN, and what lies between each of its stretches and the floor. */
function pathsOf(points: readonly Point[], floor: number): { line: Path2D; area: Path2D } {
  const [line, area] = [new Path2D(), new Path2D()]
  let last: Point | null = null
  for (const point of points) {
    const isGap = Number.isNaN(point.y)
    if (last && isGap) area.lineTo(last.x, floor)
    else if (last) {
      line.lineTo(point.x, point.y)
      area.lineTo(point.x, point.y)
    } else if (!isGap) {
      line.moveTo(point.x, point.y)
      area.moveTo(point.x, floor)
      area.lineTo(point.x, point.y)
    }
    last = isGap ? null : point
  }
  if (last) area.lineTo(last.x, floor)
  return { line, area }
}
