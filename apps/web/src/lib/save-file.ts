/** Hands a file that was made here to the browser's own way of keeping one. */
export function saveFile(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Lines of cells, as RFC 4180 has them. */
export const toCsv = (lines: readonly (readonly string[])[]): string =>
  lines.map((cells) => cells.map(quote).join(',')).join('\r\n')

/** The mark says UTF-8 to a spreadsheet. */
export const saveCsv = (name: string, lines: readonly (readonly string[])[]): void =>
  saveFile(name, new Blob(['\uFEFF', toCsv(lines)], { type: 'text/csv' }))
