/** A stretch of words, bold or not. */
export interface Stretch {
  text: string
  isBold: boolean
}
export type Block = { kind: 'text'; lines: Stretch[][] } | { kind: 'list'; items: Stretch[][] }

/**
 * What a coach writes: paragraphs, lists and **bold**. Everything else is the characters it is made of; there are no links,
 * pictures or markup to be found in it.
 */
export function readWords(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n')) {
    const item = /^\s*(?:[-*•]|\d+[.)])\s+(.*)$/.exec(line)
    const last = blocks.at(-1)
    if (item) {
      if (last?.kind === 'list') last.items.push(stretchesOf(item[1]!))
      else blocks.push({ kind: 'list', items: [stretchesOf(item[1]!)] })
    } else if (line.trim() === '') blocks.push({ kind: 'text', lines: [] })
    else if (last?.kind === 'text') last.lines.push(stretchesOf(line))
    else blocks.push({ kind: 'text', lines: [stretchesOf(line)] })
  }
  return blocks.filter((block) => block.kind === 'list' || block.lines.length > 0)
}

const stretchesOf = (line: string): Stretch[] =>
  line
    .split(/(\*\*[^*]+\*\*)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\*\*[^*]+\*\*$/.test(part) ? { text: part.slice(2, -2), isBold: true } : { text: part, isBold: false },
    )
