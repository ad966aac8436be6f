import type { ActivitySummary } from '@rc/contract'
import { sportFace } from '#lib/words/sports.ts'

/** The name the athlete or the watch gave, else the sport. */
export const nameOf = ({ name, sport }: Pick<ActivitySummary, 'name' | 'sport'>): string =>
  name || sportFace[sport].name()
