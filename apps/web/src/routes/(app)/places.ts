import { m } from '#lib/paraglide/messages.js'
import type { IconName } from '#lib/ui/icons.ts'

export interface Place {
  href: string
  name: string
  /** On the narrow tabs of a phone. */
  short?: string
  /** What one finds there, on the phone's page of more. */
  say?: string
  icon: IconName
  /** Stretches of the rail: every day, the body, the appliance. */
  group: 'days' | 'body' | 'house'
  /** One of the phone's four tabs; what is none is found under more. */
  tab?: true
}

/** Every page of the menu, in the order of the rail. */
export const places = (): Place[] => [
  { href: '/', name: m.nav_today(), icon: 'today', group: 'days', tab: true },
  { href: '/activities', name: m.nav_activities(), icon: 'activities', group: 'days', tab: true },
  { href: '/calendar', name: m.nav_calendar(), say: m.more_calendar(), icon: 'calendar', group: 'days' },
  { href: '/plans', name: m.nav_plans(), say: m.more_plans(), icon: 'plan', group: 'days' },
  { href: '/coach', name: m.nav_coach(), say: m.more_coach(), icon: 'talk', group: 'days' },
  { href: '/guidelines', name: m.nav_guidelines(), say: m.more_guidelines(), icon: 'note', group: 'days' },
  { href: '/map', name: m.nav_map(), say: m.more_map(), icon: 'map', group: 'days' },
  { href: '/import', name: m.nav_import(), say: m.more_import(), icon: 'import', group: 'days' },
  {
    href: '/fitness',
    name: m.nav_fitness(),
    short: m.nav_fitness_short(),
    say: m.more_fitness(),
    icon: 'trend',
    group: 'body',
    tab: true,
  },
  { href: '/recovery', name: m.nav_recovery(), say: m.more_recovery(), icon: 'moon', group: 'body', tab: true },
  { href: '/swim', name: m.nav_swim(), say: m.more_swim(), icon: 'swim', group: 'body' },
  {
    href: '/connections',
    name: m.nav_connections(),
    say: m.more_connections(),
    icon: 'link',
    group: 'house',
  },
  { href: '/sync', name: m.nav_sync(), say: m.more_sync(), icon: 'redo', group: 'house' },
  { href: '/work', name: m.nav_work(), say: m.more_work(), icon: 'work', group: 'house' },
  { href: '/status', name: m.nav_status(), say: m.more_status(), icon: 'heart', group: 'house' },
  { href: '/settings', name: m.nav_settings(), say: m.more_settings(), icon: 'settings', group: 'house' },
]

/** The place a page belongs to: the longest address it begins with. */
export const placeOf = (all: Place[], pathname: string): Place | undefined =>
  all.findLast(({ href }) => pathname === href || (href !== '/' && pathname.startsWith(`${href}/`)))
