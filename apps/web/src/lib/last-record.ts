import { daysBetween } from '@rc/domain'
import { formatDay } from './format/date.ts'
import { withParticles } from './format/particles.ts'
import { ingest } from './ingest.svelte.ts'
import { m } from './paraglide/messages.js'
import { today } from './session.ts'

/** So many days without an activity may be rest, or a watch that was not read out. */
const LONG_DAYS = 4

/** Of which day the newest activity is, once that is long ago: what is reckoned from it takes the days since for rest. */
export function lastRecordText(): string | null {
  const newest = ingest.status?.newestDay
  if (!newest || daysBetween(newest, today()) <= LONG_DAYS) return null
  return withParticles(m.last_record({ date: formatDay(newest, today()) }))
}
