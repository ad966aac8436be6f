import { colorOf } from './ui/color-of.ts'

/** A sheet to draw on, in the colours and the letters of the page. */
export interface Sheet {
  context: CanvasRenderingContext2D
  color: (token: string) => string
  /** How wide a line would be. */
  widthOf: (text: string, sizePx: number, weight: number) => number
  /** Writes one line and says how wide it is. */
  say: (text: string, x: number, y: number, sizePx: number, weight: number, token: string) => number
}

/** A PNG that is made here and asks nobody. */
export async function makePicture(widthPx: number, heightPx: number, draw: (sheet: Sheet) => void): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = widthPx
  canvas.height = heightPx
  canvas.hidden = true
  // Within the page it knows the page's colours.
  document.body.append(canvas)
  try {
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no canvas')
    const { fontFamily } = getComputedStyle(document.body)
    const color = (token: string): string => colorOf(canvas, token)
    context.fillStyle = color('--ground')
    context.fillRect(0, 0, widthPx, heightPx)
    const widthOf: Sheet['widthOf'] = (text, sizePx, weight) => {
      context.font = `${weight} ${sizePx}px ${fontFamily}`
      return context.measureText(text).width
    }
    draw({
      context,
      color,
      widthOf,
      say: (text, x, y, sizePx, weight, token) => {
        const width = widthOf(text, sizePx, weight)
        context.fillStyle = color(token)
        context.fillText(text, x, y)
        return width
      },
    })
  } finally {
    canvas.remove()
  }
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture'))), 'image/png'),
  )
}
