import {
  BarController,
  BarElement,
  Chart,
  type ChartDataset,
  Filler,
  LineController,
  LineElement,
  LinearScale,
  type LinearScaleOptions,
  PointElement,
  type Tick,
} from 'chart.js'
import { colorIn } from '#lib/ui/color-of.ts'
import type { Lane, LaneCanvas, Mark } from './lane.ts'
import type { Point, Series } from './series.ts'
import { thinWindow } from './thin.ts'

// Comes only with the first chart that needs it, and of Chart.js only the parts that are used.

declare module 'chart.js' {
  interface CartesianScaleTypeRegistry {
    bare: { options: LinearScaleOptions }
  }
}

/** An axis that nobody sees: from its first to its last value, without looking for them or for ticks in between. */
class BareScale extends LinearScale {
  static override id = 'bare'
  override determineDataLimits(): void {
    Object.assign(this, this.getMinMax(false))
  }
  override buildTicks(): Tick[] {
    Object.assign(this, { start: this.min, end: this.max })
    return []
  }
}

Chart.register(LineController, LineElement, PointElement, BarController, BarElement, BareScale, Filler)

type Dataset = ChartDataset<'line' | 'bar'>

/** Thinner than this no eye can follow on a phone; drawing costs by the point. */
const POINTS_PER_PX = 1

/** Draws lines, dots, bars and bands. */
export function createLaneCanvas(canvas: HTMLCanvasElement): LaneCanvas {
  const drawn: Chart<'line' | 'bar'> = new Chart(canvas, {
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
      scales: {
        x: { type: 'bare', display: false, ticks: { display: false } },
        y: { type: 'bare', display: false, ticks: { display: false } },
      },
    },
  })
  return {
    draw({ lane: { marks, normal, range }, window: [from, to], widthPx, theme }) {
      const color = (token: string): string => colorIn(theme, canvas, token)
      const [low, high] = range
      const { x, y } = drawn.options.scales as Record<'x' | 'y', { min?: number; max?: number }>
      Object.assign(x, { min: from, max: to })
      Object.assign(y, { min: low, max: high })
      // The first one is drawn last, on top.
      drawn.data.datasets = [
        ...marks.map((mark) =>
          mark.kind === 'bars'
            ? barsOf(mark, color(mark.color), color('--ground'), widthPx / (to - from))
            : strokeOf(mark, color(mark.color), from, to, widthPx),
        ),
        ...(normal ? bandBetween(normal, color('--band')) : []),
      ].map((next, i) => renew(drawn.data.datasets[i], next))
      drawn.update('none')
    },
    destroy: () => drawn.destroy(),
  }
}

/** What Chart.js has made for a dataset stays with it while only its values change. */
function renew(last: Dataset | undefined, next: Dataset): Dataset {
  // It would follow every change of an array that can grow.
  Object.preventExtensions(next.data)
  const isAlike = last?.type === next.type && keysOf(last) === keysOf(next)
  return last && isAlike ? Object.assign(last, next) : next
}
const keysOf = (dataset: Dataset | undefined): string => Object.keys(dataset ?? {}).join()

function strokeOf(mark: Mark, color: string, from: number, to: number, widthPx: number): Dataset {
  const data = thinWindow(mark.series, from, to, widthPx * POINTS_PER_PX)
  if (mark.kind === 'dots') {
    const points = { pointRadius: (mark.widthPx ?? 5) / 2, pointBackgroundColor: color, pointBorderWidth: 0 }
    return { type: 'line', data, showLine: false, ...points, clip: 6 }
  }
  return {
    type: 'line',
    data,
    borderColor: color,
    borderWidth: mark.widthPx ?? 1.5,
    borderDash: mark.planned ? [6, 5] : [],
    fill: mark.area ? 'start' : false,
    backgroundColor: `color-mix(in srgb, ${color} 14%, transparent)`,
    clip: 2,
  }
}

/** Bars are few: none is thinned away. Each stands on its base with one pixel of ground between. */
function barsOf(mark: Mark, color: string, ground: string, pxPerX: number): Dataset {
  const { series, base, spanX = 1, planned, soft } = mark
  const room = spanX * pxPerX
  const barThickness = Math.max(1, room > 16 ? room * 0.74 : room - 1)
  const bars = {
    type: 'bar',
    data: pointsOf(series, base),
    barThickness,
    grouped: false,
    borderRadius: 2,
    clip: 4,
  } as const
  if (planned)
    return { ...bars, backgroundColor: 'transparent', borderColor: color, borderWidth: 1, borderSkipped: false }
  const backgroundColor = soft ? `color-mix(in srgb, ${color} 68%, transparent)` : color
  return { ...bars, backgroundColor, ...(base ? { borderColor: ground, borderWidth: { top: 1 } } : {}) }
}

const pointsOf = ({ x, y }: Series, base?: Series): Point[] =>
  Array.from(x, (at, i) => ({ x: at, y: (y[i] as number) + (base?.y[i] ?? 0) }))

const bandBetween = ({ low, high }: NonNullable<Lane['normal']>, color: string): Dataset[] => {
  const edge = { type: 'line', borderWidth: 0, clip: 2 } as const
  return [
    { ...edge, data: pointsOf(high), fill: '+1', backgroundColor: color },
    { ...edge, data: pointsOf(low), fill: false },
  ]
}
