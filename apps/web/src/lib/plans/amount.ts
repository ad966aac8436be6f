import { distance } from '#lib/format/distance.ts'
import { formatSpokenDuration } from '#lib/format/duration.ts'
import { inOneLine, type Quantity } from '#lib/format/number.ts'

interface Size {
  s: number
  m: number
}

/** How large a session is, in the words of its kind: a distance where it has one, else a time. */
export const amountOf = ({ s, m }: Size): Quantity =>
  m >= 400 ? distance(m, 1) : { value: formatSpokenDuration(Math.round(s / 60) * 60), unit: '' }

/** A session in one line: its title and how large it is. */
export const gistText = ({ title, ...size }: Size & { title: string }): string =>
  `${title} ${inOneLine(amountOf(size))}`
