import type { Chart, ChartDataset } from 'chart.js'
import type { Mark } from './lane.ts'
import { thinWindow } from './thin.ts'

type ChartConstructor = typeof Chart
let library: Promise<ChartConstructor> | undefined

/** Chart.js comes only with the first chart, and only the parts that are used. */
export const loadChart = (): Promise<ChartConstructor> =>
  (library ??= import('chart.js').then((chart) => {
    chart.Chart.register(
      chart.LineController,
      chart.LineElement,
      chart.PointElement,
      chart.BarController,
      chart.BarElement,
      chart.LinearScale,
      chart.Filler,
    )
    return chart.Chart
  }))

interface Drawing {
  marks: Mark[]
  window: [number, number]
  range: [number, number]
  widthPx: number
}

/** Thinner than this no eye can follow on a phone; drawing costs by the point. */
const POINTS_PER_PX = 1.5

export interface LaneCanvas {
  draw: (drawing: Drawing) => void
  destroy: () => void
}

/** Draws the marks of one lane; words, rules and the cursor are the page's, so that they follow its theme and its font. */
export function createLaneCanvas(chart: ChartConstructor, canvas: HTMLCanvasElement): LaneCanvas {
  const drawn: Chart<'line' | 'bar'> = new chart(canvas, {
    type: 'line',
    data: { datasets: [] },
    options: {
      animation: false,
      parsing: false,
      normalized: true,
      events: [],
      maintainAspectRatio: false,
      layout: { padding: 0 },
      elements: { point: { radius: 0 }, line: { borderJoinStyle: 'round', borderCapStyle: 'round' } },
      scales: { x: { type: 'linear', display: false }, y: { type: 'linear', display: false } },
    },
  })
  return {
    draw({ marks, window: [from, to], range: [low, high], widthPx }) {
      const { x, y } = drawn.options.scales as Record<'x' | 'y', { min?: number; max?: number }>
      Object.assign(x, { min: from, max: to })
      Object.assign(y, { min: low, max: high })
      drawn.data.datasets = marks.map((mark) => datasetOf(mark, colorOf(canvas, mark.color), from, to, widthPx))
      drawn.update('none')
    },
    destroy: () => drawn.destroy(),
  }
}

function datasetOf(mark: Mark, color: string, from: number, to: number, widthPx: number): ChartDataset<'line' | 'bar'> {
  const data = thinWindow(mark.series, from, to, widthPx * POINTS_PER_PX)
  if (mark.kind === 'bars') {
    const barThickness = Math.max(1, widthPx / (to - from) - 1)
    const backgroundColor = mark.soft ? `color-mix(in srgb, ${color} 68%, transparent)` : color
    return { type: 'bar', data, backgroundColor, barThickness, borderRadius: 2, clip: 4 }
  }
  return {
    type: 'line',
    data,
    borderColor: color,
    borderWidth: mark.widthPx ?? 1.5,
    fill: mark.area ? 'start' : false,
    backgroundColor: `color-mix(in srgb, ${color} 14%, transparent)`,
    clip: 2,
  }
}

/** A canvas knows no custom properties: the stylesheet turns the token into a colour. */
function colorOf(canvas: HTMLCanvasElement, token: string): string {
  canvas.style.color = `var(${token})`
  return getComputedStyle(canvas).color
}
