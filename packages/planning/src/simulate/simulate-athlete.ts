import { addDays, mondayOf } from '@rc/domain'
import { goalKinds, type Goal } from '../model/plan.ts'
import type { PlanRequest } from '../plan/plan-request.ts'
import { diceOf, type Dice } from './dice.ts'
import {
  athleteOn,
  noHistory,
  openAvailability,
  type AthleteFacts,
  type DoneSession,
  type TrainingHistory,
} from '../validate/athlete-facts.ts'

/**
 * An invented athlete with weeks behind them and a goal ahead: aged 13–78, 0–110 km a week, threshold 3:30–7:10/km, any
 * days, breaks, injuries, illnesses. The same seed is always the same athlete.
 */
export function simulateAthlete(seed: number): PlanRequest {
  const dice = diceOf(seed)
  const today = addDays('2026-11-23', dice.whole(0, 364))
  const kind = dice.pick(goalKinds)
  const isRacing = kind !== 'fitness' && kind !== 'return' && !dice.isOneIn(8)
  const thresholdPace = dice.isOneIn(9) ? null : Math.round(dice.between(210, 430))
  const weeklyKm = dice.isOneIn(12) ? 0 : dice.between(5, dice.isOneIn(4) ? 110 : 60)
  const daysOff = kind === 'return' ? dice.whole(6, 90) : dice.isOneIn(12) ? dice.whole(6, 60) : 0
  const history = simulateHistory(dice, { today, weeklyKm, daysOff, pace: thresholdPace ?? 330, kind })
  const athlete = simulateFacts(dice, today)
  const start = dice.isOneIn(3) ? addDays(today, dice.whole(0, 6)) : addDays(mondayOf(today), 7)
  const runs = history.sessions.filter(({ family }) => family === 'run')
  const last28 = runs.filter(({ date }) => date >= addDays(today, -28))
  const maxHr = dice.isOneIn(4) ? null : dice.whole(165, 202)
  return {
    id: `00000000-0000-4000-8000-${String(seed).padStart(12, '0')}`,
    locale: dice.isOneIn(2) ? 'ko' : 'en',
    tz: 'Asia/Seoul',
    title: kind,
    goal: { kind, raceDate: isRacing ? addDays(start, dice.whole(10, 210)) : null, targetS: null, note: null },
    start,
    weeks: dice.isOneIn(3) ? dice.whole(4, 20) : null,
    basis: {
      thresholdPace,
      lthr: maxHr === null || dice.isOneIn(3) ? null : Math.round(0.9 * maxHr),
      maxHr,
      restHr: dice.isOneIn(3) ? null : dice.whole(40, 65),
      ftp: dice.isOneIn(2) ? null : dice.whole(120, 340),
      css: dice.isOneIn(2) ? null : dice.whole(80, 170),
      weeklyM: last28.reduce((sum, { m }) => sum + (m ?? 0), 0) / 4,
      longest30M: Math.max(0, ...runs.filter(({ date }) => date >= addDays(today, -30)).map(({ m }) => m ?? 0)),
      asOf: today,
    },
    pool: dice.isOneIn(2) ? { length: dice.pick([25, 50]), unit: 'm' } : null,
    athlete,
    history,
  }
}

function simulateFacts(dice: Dice, today: string): AthleteFacts {
  const isInjured = dice.isOneIn(25)
  return {
    ...athleteOn(today),
    ageYears: dice.isOneIn(10) ? null : dice.isOneIn(20) ? dice.whole(13, 17) : dice.whole(18, 78),
    isPregnant: dice.isOneIn(50),
    readiness: dice.isOneIn(3) ? null : dice.whole(15, 98),
    level: dice.pick(['none', 'none', 'none', 'watch', 'caution', 'alert', 'stop']),
    isInjured,
    injuryUntil: isInjured && dice.isOneIn(2) ? addDays(today, dice.whole(3, 30)) : null,
    isIll: dice.isOneIn(30),
    pain: dice.isOneIn(15) ? dice.whole(0, 8) : null,
    availability: dice.isOneIn(4)
      ? openAvailability
      : {
          ...openAvailability,
          minutes: [0, 1, 2, 3, 4, 5, 6].map((day) =>
            dice.isOneIn(4) ? 0 : dice.whole(day >= 5 ? 60 : 30, day >= 5 ? 240 : 120),
          ),
          dates: dice.isOneIn(4) ? { [addDays(today, dice.whole(1, 60))]: 0 } : {},
          longRunDay: dice.isOneIn(2) ? dice.pick([5, 6, 2]) : null,
          maxDaysPerWeek: dice.isOneIn(5) ? dice.whole(2, 6) : null,
          maxSessionsPerDay: dice.isOneIn(6) ? 1 : null,
        },
  }
}

/** Up to twelve weeks of running as people do it: uneven, a longer one at the weekend; rides and swims for some. */
function simulateHistory(
  dice: Dice,
  {
    today,
    weeklyKm,
    daysOff,
    pace,
    kind,
  }: { today: string; weeklyKm: number; daysOff: number; pace: number; kind: Goal['kind'] },
): TrainingHistory {
  const weeks = dice.isOneIn(10) ? dice.whole(1, 4) : 12
  const perWeek = Math.max(2, Math.min(6, Math.round(weeklyKm / 9 + dice.between(-0.5, 1))))
  const sessions: DoneSession[] = []
  const first = mondayOf(addDays(today, -7 * weeks))
  const end = addDays(today, -daysOff)
  for (let monday = first; monday < end; monday = addDays(monday, 7)) {
    const km = weeklyKm * dice.between(0.8, 1.15)
    const long = dice.between(0.28, 0.4)
    for (let i = 0; i < perWeek && km > 3; i++) {
      const date = addDays(monday, 6 - Math.floor((i * 7) / perWeek))
      if (date >= end) continue
      const m =
        1000 *
        km *
        (i === 0 ? Math.max(long, 1 / perWeek) : (1 - Math.max(long, 1 / perWeek)) / Math.max(1, perWeek - 1))
      const s = (m / 1000) * pace * 1.25
      sessions.push({ date, family: 'run', m, s, load: dice.isOneIn(10) ? null : (s / 36) * 0.66, isHard: false })
    }
    const others: DoneSession['family'][] =
      kind === 'tri' ? ['bike', 'swim'] : kind === 'bike' ? ['bike', 'bike'] : kind === 'swim' ? ['swim', 'swim'] : []
    for (const [i, family] of others.entries()) {
      const date = addDays(monday, 1 + 2 * i)
      const s = 60 * dice.between(30, family === 'bike' ? 100 : 50)
      const m = family === 'bike' ? s * 7 : s * 0.7
      if (date < end) sessions.push({ date, family, m, s, load: (s / 36) * 0.5, isHard: false })
    }
  }
  return { ...noHistory, sessions }
}
