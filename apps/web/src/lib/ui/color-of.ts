/** A canvas knows no custom properties: the stylesheet turns the token into a colour. */
export function colorOf(canvas: HTMLCanvasElement, token: string): string {
  canvas.style.color = `var(${token})`
  return getComputedStyle(canvas).color
}

const known = new Map<string, string>()

/** The same for what is drawn again and again: asking the stylesheet makes it settle the whole page. */
export function colorIn(theme: 'light' | 'dark', canvas: HTMLCanvasElement, token: string): string {
  const key = `${theme} ${token}`
  const color = known.get(key) ?? colorOf(canvas, token)
  known.set(key, color)
  return color
}
