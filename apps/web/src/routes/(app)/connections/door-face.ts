import type { Door } from '@rc/contract'
import { m } from '#lib/paraglide/messages.js'
import type { IconName } from '#lib/ui/icons.ts'
import { troubleText } from '#lib/words/vendors.ts'

const DAY_MS = 86_400_000
/** How long before its end a key is spoken of. */
const SOON_MS = 7 * DAY_MS

export interface Face {
  tone: 'good' | 'soft' | 'quiet' | 'warn' | 'bad'
  icon: IconName
  text: string
  /** What is behind it, and what happens next. */
  says: string | null
}

/** A door that will shut by itself within days: the athlete has to bring a new key. */
export const endsSoon = ({ state, renewable, expiresAt }: Door, now: number): boolean =>
  state === 'active' && !renewable && expiresAt !== null && Date.parse(expiresAt) - now < SOON_MS

const hasFailedLast = ({ lastError, lastSuccessAt }: Door): boolean =>
  lastError !== null && (lastSuccessAt === null || lastError.at > lastSuccessAt)

/** How a door is, in a word and a sentence. `when` puts an instant into words. */
export function doorFace(door: Door, now: number, when: (instant: string) => string): Face {
  const error = door.lastError ? troubleText(door.lastError.code, door.lastError.reason) : null
  if (door.state === 'closed') return { tone: 'quiet', icon: 'plus', text: m.door_closed(), says: null }
  if (door.state === 'off') return { tone: 'quiet', icon: 'pause', text: m.door_off(), says: m.door_off_says() }
  const rest = door.pausedUntil && Date.parse(door.pausedUntil) > now ? door.pausedUntil : null
  const andThen = (...said: (string | null)[]): string | null => said.filter(Boolean).join(' ') || null
  if (door.state === 'verifying')
    return {
      tone: 'soft',
      icon: 'redo',
      text: m.door_verifying(),
      says: hasFailedLast(door) ? andThen(error, rest && m.door_paused_until({ when: when(rest) })) : null,
    }
  if (door.state === 'reauth_required')
    return {
      tone: 'bad',
      icon: 'stop',
      text: m.door_reauth(),
      says: andThen(error, m.door_reauth_says()),
    }
  if (rest)
    return {
      tone: 'warn',
      icon: 'pause',
      text: m.door_paused(),
      says: andThen(
        error ?? (door.pauseReason && troubleText(door.pauseReason)),
        m.door_paused_until({ when: when(rest) }),
      ),
    }
  if (hasFailedLast(door)) return { tone: 'warn', icon: 'warn', text: m.door_troubled(), says: error }
  if (endsSoon(door, now) && door.expiresAt)
    return {
      tone: 'warn',
      icon: 'clock',
      text: m.door_ends_soon(),
      says: m.door_ends_soon_says({ when: when(door.expiresAt) }),
    }
  return { tone: 'good', icon: 'done', text: m.door_good(), says: null }
}
