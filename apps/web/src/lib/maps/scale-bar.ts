/** The longest round length that is not wider than `maxPx`. */
export function scaleBar(pxPerM: number, maxPx: number): { metres: number; px: number } {
  const power = 10 ** Math.floor(Math.log10(maxPx / pxPerM))
  const metres = ([5, 2, 1].find((step) => step * power * pxPerM <= maxPx) ?? 1) * power
  return { metres, px: metres * pxPerM }
}
