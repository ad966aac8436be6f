import type { Quantity } from '../format/number.ts'
import type { Subject } from '../why/subject.ts'
import type { Series } from './series.ts'
import type { Tick } from './ticks.ts'

/** One line, row of bars or cloud of dots inside a lane. Marks of one name are one reading: the past and its forecast. */
export interface Mark {
  name: string
  kind: 'line' | 'bars' | 'dots'
  series: Series
  /** A colour token, e.g. `--ch-hr`. */
  color: string
  /** Of a line, or across a dot. */
  widthPx?: number
  /** Plan or forecast: a dashed line, a hollow bar. */
  planned?: boolean
  /** What the bars stand on, at the same x: the parts of a stack. */
  base?: Series
  /** How much of x one bar takes; 1 by default. */
  spanX?: number
  /** Mixed with the ground, for many bars side by side. */
  soft?: boolean
  /** Filled down to the floor of the lane. */
  area?: boolean
  /** Shown beside the lane's name, for the cursor or, without one, as the lane says. */
  format: (value: number) => Quantity
  /** What stands there while there is no cursor; left out where there is nothing to say. */
  rest?: number | null
  /** Where the number at x, or with null the one at rest, is explained; nothing for what was only recorded. */
  about?: ((x: number | null) => Subject | null) | undefined
}

/** One quantity on its own axis; all lanes of a chart share x and the cursor. */
export interface Lane {
  key: string
  label: string
  heightPx: number
  marks: Mark[]
  /** Nothing but lines, which somebody zooms. */
  plain?: boolean
  range: [number, number]
  ticks: Tick[]
  /** A band of normal values with its name on it. */
  band?: { from: number; to: number; name: string }
  /** A band that moves with x: what is normal for the athlete on that day. */
  normal?: {
    name: string
    low: Series
    high: Series
    format: (low: number, high: number) => Quantity
    about?: Mark['about']
  }
}

/** What draws the marks of one lane; words, rules and the cursor are the page's, so that they follow its theme and its font. */
export interface LaneCanvas {
  draw: (drawing: { lane: Lane; window: [number, number]; widthPx: number; theme: 'light' | 'dark' }) => void
  destroy: () => void
}

/** The shared axis: where it begins and ends, how it is labelled and how far one key press goes. */
export interface Axis {
  /** Hairlines at the ticks, through all lanes. */
  rules?: boolean
  domain: [number, number]
  /** Where the present is, when there is a future beside it. */
  now?: number
  ticks: (from: number, to: number, widthPx: number) => Tick[]
  format: (x: number) => string
  step: number
  bigStep: number
}

/** A grey column through every lane: a lap, a pause. */
export interface Span {
  from: number
  to: number
  label?: string
  /** `missing` is hatched, `name` only says what this stretch is called, `edge` is a line where something ends. */
  kind: 'lap' | 'missing' | 'name' | 'edge'
}
