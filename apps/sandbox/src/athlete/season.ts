import { addDays, daysBetween, mondayOf, type LocalDate } from '@rc/domain'

export const races = ['marathon', 'triathlon', 'half_marathon', 'ten_km'] as const
export type Race = (typeof races)[number]
export type Phase = 'base' | 'build' | 'peak' | 'taper' | 'race' | 'recovery'

/** One week of the training year, counted towards the race it leads to. */
export interface SeasonWeek {
  phase: Phase
  goal: Race
  weeksToRace: number
  /** An easier week, one in four. */
  deload: boolean
  /** Training time relative to an ordinary week. */
  volume: number
  /** What is raced on its Sunday. */
  race: Race | null
}

/** The three goals of every year, each on a Sunday. */
const goals = [
  { month: '03', sunday: 3, race: 'marathon', recoveryWeeks: 2 },
  { month: '06', sunday: 2, race: 'triathlon', recoveryWeeks: 2 },
  { month: '10', sunday: 3, race: 'half_marathon', recoveryWeeks: 1 },
] as const

const volumes: Record<Phase, number> = { base: 0.99, build: 1.09, peak: 1.16, taper: 0.65, race: 0.45, recovery: 0.45 }
const tuneUpWeek = 3

function goalsAround(year: number) {
  return [year - 1, year, year + 1].flatMap((y) =>
    goals.map((goal) => {
      const firstMonday = mondayOf(`${y}-${goal.month}-01`)
      return { ...goal, monday: addDays(firstMonday, 7 * (goal.sunday - 1)) }
    }),
  )
}

/** The week that starts on `monday`. */
export function seasonWeek(monday: LocalDate): SeasonWeek {
  const around = goalsAround(Number(monday.slice(0, 4)))
  const next = around.find((goal) => goal.monday >= monday)!
  const last = around.findLast((goal) => goal.monday < monday)!
  const weeksToRace = daysBetween(monday, next.monday) / 7
  const weeksSince = daysBetween(last.monday, monday) / 7

  const phase = phaseOf(weeksToRace, weeksSince <= last.recoveryWeeks)
  const deload = weeksToRace % 4 === 1 && (phase === 'base' || phase === 'build')
  // Three weeks climb, the fourth gives way.
  const climb = phase === 'base' || phase === 'build' ? 0.06 * (((4 - (weeksToRace % 4)) % 4) - 1) : 0
  return {
    phase,
    goal: next.race,
    weeksToRace,
    deload,
    volume: volumes[phase] * (deload ? 0.62 : 1 + climb),
    race: weeksToRace === 0 ? next.race : weeksToRace === tuneUpWeek ? 'ten_km' : null,
  }
}

function phaseOf(weeksToRace: number, recovering: boolean): Phase {
  if (weeksToRace === 0) return 'race'
  if (recovering) return 'recovery'
  if (weeksToRace === 1) return 'taper'
  if (weeksToRace <= 4) return 'peak'
  return weeksToRace <= 10 ? 'build' : 'base'
}
