import { addDays, daysBetween, type LocalDate } from '@rc/domain'
import { createRandom } from './random.ts'

/** A stretch of days, both ends included. */
export interface Block {
  from: LocalDate
  to: LocalDate
}

/** What happens to the athlete in one calendar year besides training. */
export interface LifeYear {
  illnesses: Block[]
  /** Two weeks of far too much. */
  overload: Block
  /** Away in another time zone; `from` is the day of arrival, `to` the last one there. */
  travel: Block
}

/** How a day stands to those blocks. */
export interface Condition {
  /** 0 well, 1 in bed. The body knows a day before the athlete does. */
  illness: number
  /** True while the athlete feels it and does not train. */
  resting: boolean
  /** Days of overload so far, 0 outside; it takes a week to wear off. */
  overloadDays: number
  overloading: boolean
  away: boolean
  /** Days since the clock changed, null beyond ten. */
  jetLagDay: number | null
}

const dayOfYear = (year: number, day: number): LocalDate => addDays(`${year}-01-01`, day)
const lasting = (from: LocalDate, days: number): Block => ({ from, to: addDays(from, days - 1) })

export function lifeOfYear(seed: number, year: number): LifeYear {
  const random = createRandom(seed, 'life', year)
  const around = (day: number, spread: number) => dayOfYear(year, Math.round(random.between(day, day + spread)))
  return {
    illnesses: [
      lasting(around(18, 22), Math.round(random.between(5, 8))),
      lasting(around(305, 20), Math.round(random.between(4, 7))),
    ],
    travel: lasting(around(178, 12), Math.round(random.between(10, 14))),
    overload: lasting(around(218, 14), 14),
  }
}

export function conditionOn(seed: number, date: LocalDate): Condition {
  const { illnesses, overload, travel } = lifeOfYear(seed, Number(date.slice(0, 4)))
  const sinceHome = daysBetween(travel.to, date)
  const sinceThere = daysBetween(travel.from, date)
  const away = sinceThere >= 0 && sinceHome <= 0
  const sinceChange = away ? sinceThere : sinceHome - 1
  const overloadDay = daysBetween(overload.from, date) + 1
  const overloadLength = daysBetween(overload.from, overload.to) + 1
  return {
    illness: Math.max(...illnesses.map((block) => severity(block, date))),
    resting: illnesses.some((block) => date >= block.from && date <= block.to),
    overloading: overloadDay >= 1 && overloadDay <= overloadLength,
    overloadDays:
      overloadDay < 1 ? 0 : overloadDay <= overloadLength ? overloadDay : wearOff(overloadLength, overloadDay),
    away,
    jetLagDay: sinceChange >= 0 && sinceChange <= 10 ? sinceChange : null,
  }
}

const wearOff = (length: number, day: number) => Math.max(0, length - 2 * (day - length))

/** Rises the day before it is felt, holds for three days and fades over the rest of the block and three days more. */
function severity(block: Block, date: LocalDate): number {
  const day = daysBetween(block.from, date)
  const length = daysBetween(block.from, block.to) + 1
  if (day < -1 || day > length + 2) return 0
  if (day === -1) return 0.45
  return day <= 2 ? 1 : 1 - (day - 2) / (length + 1)
}
