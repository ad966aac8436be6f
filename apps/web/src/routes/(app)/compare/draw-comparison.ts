import { laneFace, scaled } from '#lib/activities/lanes-of.ts'
import { averageSpeed } from '#lib/activities/speed-of.ts'
import type { Series } from '#lib/charts/series.ts'
import { smooth } from '#lib/charts/smooth.ts'
import { formatDistance } from '#lib/format/distance.ts'
import { formatClock } from '#lib/format/duration.ts'
import { inOneLine, quantity } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'
import { makePicture, type Sheet } from '#lib/picture.ts'
import { alongTheWay, type Compared } from './compared.ts'

const WIDTH = 1200
const EDGE = 72
const ROW = 74
const LANE = 260
const SMOOTH_S = 30

/** The comparison as one picture: its sentence, the totals, and the lines of speed and heart rate; no place is in it. */
export function drawComparison(
  all: readonly Compared[],
  nameOf: (each: Compared) => string,
  title: string,
): Promise<Blob> {
  const lanes = (['speedMps', 'hrBpm'] as const).filter(
    (channel) => all.filter(({ channels }) => channels[channel]).length > 1,
  )
  const height = 270 + all.length * ROW + lanes.length * (LANE + 60) + 90
  return makePicture(WIDTH, height, (sheet) => {
    const below = drawTitle(sheet, title)
    all.forEach((each, i) => drawRow(sheet, each, nameOf(each), below + 70 + i * ROW))
    lanes.forEach((channel, i) => {
      const face = laneFace(channel, (all[0] as Compared).detail.sport)
      const top = below + 70 + all.length * ROW + i * (LANE + 60) + 30
      sheet.say(face.name(), EDGE, top, 26, 600, '--ink-2')
      const lines = all.flatMap((each) => {
        const timed = each.channels[channel]
        if (!timed) return []
        const calm = smooth(scaled(timed, face.factor), SMOOTH_S)
        return [{ color: each.color, series: each.distance ? alongTheWay(calm, each.distance) : calm }]
      })
      drawLines(sheet, lines, top + 20)
    })
    sheet.say(m.app_name(), EDGE, height - 44, 26, 600, '--ink-3')
  })
}

/** In as many lines as it needs; where it ended. */
function drawTitle({ widthOf, say }: Sheet, title: string): number {
  let [line, y] = ['', 110]
  for (const word of title.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (widthOf(longer, 44, 700) <= WIDTH - 2 * EDGE) line = longer
    else {
      say(line, EDGE, y, 44, 700, '--ink')
      ;[line, y] = [word, y + 58]
    }
  }
  say(line, EDGE, y, 44, 700, '--ink')
  return y
}

function drawRow({ context, color, say }: Sheet, { detail, color: token }: Compared, name: string, y: number): void {
  context.fillStyle = color(token)
  context.fillRect(EDGE, y - 22, 26, 26)
  say(name, EDGE + 42, y, 30, 650, '--ink')
  const facts = [
    formatDistance(detail.distanceM, 2, detail.sport === 'pool_swim'),
    formatClock(detail.timerS),
    inOneLine(averageSpeed(detail)),
    inOneLine(quantity(detail.avgHrBpm, 'bpm')),
  ]
  facts.forEach((fact, i) => say(fact, 470 + i * 172, y, 30, 550, '--ink-2'))
}

function drawLines({ context, color }: Sheet, lines: readonly { color: string; series: Series }[], top: number): void {
  const values = lines
    .flatMap(({ series }) => [...series.y].filter((value) => !Number.isNaN(value)))
    .toSorted((a, b) => a - b)
  const endX = Math.max(1, ...lines.map(({ series }) => series.x.at(-1) ?? 0))
  const [low, high] = [values[Math.floor(values.length * 0.02)] ?? 0, values[Math.floor(values.length * 0.98)] ?? 1]
  const range = high - low || 1
  context.strokeStyle = color('--line-strong')
  context.lineWidth = 1
  for (const y of [top, top + LANE]) {
    context.beginPath()
    context.moveTo(EDGE, y)
    context.lineTo(WIDTH - EDGE, y)
    context.stroke()
  }
  context.save()
  context.beginPath()
  context.rect(EDGE, top, WIDTH - 2 * EDGE, LANE)
  context.clip()
  context.lineWidth = 3
  context.lineJoin = 'round'
  for (const { color: token, series } of lines) {
    context.strokeStyle = color(token)
    context.beginPath()
    let isOpen = false
    series.y.forEach((value, i) => {
      if (Number.isNaN(value)) {
        isOpen = false
        return
      }
      const x = EDGE + ((series.x[i] as number) / endX) * (WIDTH - 2 * EDGE)
      const y = top + LANE - ((value - low) / range) * LANE
      if (isOpen) context.lineTo(x, y)
      else context.moveTo(x, y)
      isOpen = true
    })
    context.stroke()
  }
  context.restore()
}
