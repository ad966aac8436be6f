import type { YearDays } from '@rc/contract'
import { formatMonthName } from '#lib/format/date.ts'
import { formatNumber, inOneLine } from '#lib/format/number.ts'
import { m } from '#lib/paraglide/messages.js'
import { makePicture, type Sheet } from '#lib/picture.ts'
import { columnOf, firstOf, lastOf, measures, sumBetween } from '../../year-days.ts'
import { kindColor, kindName, measureFace } from '../../year-words.ts'
import { type KindYear, monthOf, timeByKind } from './year-review.ts'

const WIDTH = 1080
const HEIGHT = 1350
const EDGE = 84
const BARS = { top: 700, bottom: 1090 }

/** The year as one picture: figures, months and sports, no place and no name. */
export const drawYear = (days: YearDays, year: number): Promise<Blob> =>
  makePicture(WIDTH, HEIGHT, (sheet) => {
    const kinds = timeByKind(days, year)
    sheet.say(m.period_year({ year }), EDGE, 190, 108, 700, '--ink')
    drawFigures(sheet, days, year)
    drawMonths(sheet, kinds)
    drawShares(sheet, kinds)
    sheet.say(m.app_name(), EDGE, HEIGHT - 56, 28, 600, '--ink-3')
  })

function drawFigures({ say }: Sheet, days: YearDays, year: number): void {
  const figures = measures.flatMap((measure) => {
    const { value } = sumBetween(columnOf(days, 'all', measure), firstOf(year), lastOf(year))
    const { name, format } = measureFace[measure]
    return value === null ? [] : [{ name: name(), text: inOneLine(format(value)) }]
  })
  figures.forEach(({ name, text }, i) => {
    const [x, y] = [EDGE + (i % 2) * 470, 320 + Math.floor(i / 2) * 160]
    say(name, x, y, 32, 500, '--ink-3')
    say(text, x, y + 70, 62, 650, '--ink')
  })
}

function drawMonths({ context, color, say }: Sheet, kinds: KindYear[]): void {
  const step = (WIDTH - 2 * EDGE) / 12
  const months = Array.from({ length: 12 }, (_, month) => month)
  const most = Math.max(1, ...months.map((month) => kinds.reduce((sum, each) => sum + (each.months[month] ?? 0), 0)))
  for (const month of months) {
    const x = EDGE + month * step
    let y = BARS.bottom
    for (const each of kinds) {
      const high = ((each.months[month] ?? 0) / most) * (BARS.bottom - BARS.top)
      y -= high
      context.fillStyle = color(kindColor[each.kind])
      context.fillRect(x, y, step - 14, high)
    }
    if (month % 3 === 0) {
      say(formatMonthName(monthOf(2023, month)[0]), x, BARS.bottom + 46, 28, 500, '--ink-3')
    }
  }
}

function drawShares({ context, color, say }: Sheet, kinds: KindYear[]): void {
  const whole = kinds.reduce((sum, each) => sum + (each.year.value ?? 0), 0)
  if (whole === 0) return
  let x = EDGE
  for (const { kind, year } of kinds.slice(0, 4)) {
    context.fillStyle = color(kindColor[kind])
    context.fillRect(x, 1190, 24, 24)
    const text = `${kindName[kind]()} ${formatNumber((100 * (year.value ?? 0)) / whole)}%`
    x += 36 + say(text, x + 36, 1213, 32, 600, '--ink-2') + 40
  }
}
