import { emptyRow, type OutsideRow } from './row.ts'

const most = 1000

/** Sessions of somebody else's calendar: the day and the words of each event (RFC 5545). */
export function readEvents(text: string): OutsideRow[] {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '')
  const events = unfolded.split(/^BEGIN:VEVENT\s*$/m).slice(1, most + 1)
  return events.flatMap((event, i) => {
    const value = (name: string): string =>
      (new RegExp(`^${name}(?:;[^:\\n]*)?:(.*)$`, 'm').exec(event)?.[1] ?? '')
        .replaceAll(/\\n/gi, ' ')
        .replaceAll(/\\([,;\\])/g, '$1')
        .trim()
    const day = /^(\d{4})(\d{2})(\d{2})/.exec(value('DTSTART'))
    const words = `${value('SUMMARY')} ${value('DESCRIPTION')}`.trim().slice(0, 2000)
    if (!day || words === '') return []
    return [{ ...emptyRow, at: `event ${i + 1}`, date: `${day[1]}-${day[2]}-${day[3]}`, text: words }]
  })
}
