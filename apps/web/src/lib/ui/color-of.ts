/** A canvas knows no custom properties: the stylesheet turns the token into a colour. */
export function colorOf(canvas: HTMLCanvasElement, token: string): string {
  canvas.style.color = `var(${token})`
  return getComputedStyle(canvas).color
}
