import { addDays } from '@rc/domain'
import { Workout as WorkoutShape, workoutsOf, type Plan, type Workout } from '../model/plan.ts'
import { writeWorkoutText } from './workout-text.ts'

/** Text in a property: RFC 5545, 3.3.11. */
const escapeText = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (letter) => `\\${letter}`).replaceAll(/\r?\n/g, '\\n')

/** At most 75 octets a line (3.1), never inside a letter. */
function fold(line: string): string {
  const lines: string[] = []
  let current = ''
  let octets = 0
  for (const letter of line) {
    const size = letter.codePointAt(0)! < 0x80 ? 1 : new TextEncoder().encode(letter).length
    if (octets + size > 74) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += letter
    octets += size
  }
  return [...lines, current].join('\r\n')
}

const base64url = (text: string): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const fromBase64url = (text: string): string =>
  new TextDecoder().decode(
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.codePointAt(0)!),
  )

const frame = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//RunningCoach//plan//EN', 'CALSCALE:GREGORIAN']

/**
 * A plan as a calendar of whole days: one event a workout, its steps as text. The workout itself travels along, so that our
 * own calendar is read back exactly; any other program sees title, purpose and text. `stamp`: an instant of UTC, ISO.
 * Source: RFC 5545.
 */
export function toICalendar(plan: Plan, { stamp, instance }: { stamp: string; instance: string }): string {
  const time = stamp.replaceAll(/[-:]|\.\d+/g, '')
  const day = (date: string) => date.replaceAll('-', '')
  const events = workoutsOf(plan)
    .filter(({ type }) => type !== 'rest')
    .flatMap((workout) => [
      'BEGIN:VEVENT',
      `UID:${workout.key}@${instance}`,
      `DTSTAMP:${time}`,
      `DTSTART;VALUE=DATE:${day(workout.date)}`,
      `DTEND;VALUE=DATE:${day(addDays(workout.date, 1))}`,
      `SEQUENCE:${plan.version}`,
      `SUMMARY:${escapeText(workout.title)}`,
      `DESCRIPTION:${escapeText([workout.purpose, writeWorkoutText(workout.steps)].filter(Boolean).join('\n\n'))}`,
      'TRANSP:TRANSPARENT',
      `X-RUNNINGCOACH-WORKOUT:${base64url(JSON.stringify(workout))}`,
      'END:VEVENT',
    ])
  const lines = [...frame, `X-WR-CALNAME:${escapeText(plan.title)}`, ...events, 'END:VCALENDAR']
  return `${lines.map(fold).join('\r\n')}\r\n`
}

/** The workouts of one of our calendars; events of others are passed over. */
export function fromICalendar(text: string): Workout[] {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/)
  return lines.flatMap((line) => {
    if (!line.startsWith('X-RUNNINGCOACH-WORKOUT:')) return []
    try {
      const parsed = WorkoutShape.safeParse(JSON.parse(fromBase64url(line.slice(line.indexOf(':') + 1))))
      return parsed.success ? [parsed.data] : []
    } catch {
      return []
    }
  })
}

/** Several of our calendars as one, under the name of the first; without any, an empty one. */
export function joinCalendars(calendars: readonly string[]): string {
  const events = calendars.flatMap((text) => text.match(/BEGIN:VEVENT\r\n[\s\S]*?END:VEVENT\r\n/g) ?? [])
  const [first] = calendars
  const head = first?.slice(0, Math.max(0, first.search(/BEGIN:VEVENT|END:VCALENDAR/))) ?? `${frame.join('\r\n')}\r\n`
  return `${head}${events.join('')}END:VCALENDAR\r\n`
}
