import { danielsCaps } from '../rules/daniels-caps.ts'
import { paceAt } from '../estimate/paces.ts'
import { raceEffort } from './make-race.ts'
import type { TemplateId } from '../templates/template-ids.ts'
import { raceBlockM, type TemplateSize } from '../templates/templates.ts'
import type { PlanRequest } from './plan-request.ts'
import type { SeasonWeek } from './season.ts'

type Quality = Extract<
  TemplateId,
  | 'cruise_intervals'
  | 'tempo_continuous'
  | 'vo2_1000'
  | 'vo2_3min'
  | 'reps_200_400'
  | 'fartlek'
  | 'short_hills'
  | 'race_pace_blocks'
>

export interface Chosen {
  id: Quality
  size: TemplateSize
}

/** A little below the caps, so that rounding stays below too. */
const share = 0.97

/**
 * The hard session of a week: mostly threshold and hills in the base, threshold and VO2max in the build, race effort in the
 * peak (pyramidal turning polarised); sized by Daniels' caps, with `km` the whole session. Null: the week is too small.
 */
export function chooseQuality(
  request: PlanRequest,
  week: SeasonWeek,
  nth: number,
  weekM: number,
  km: number,
): Chosen | null {
  const caps = danielsCaps(weekM / 1000)
  if (caps === null) return null
  const menu = menuOf(request, week)
  const wanted = menu[(week.index + nth) % menu.length]!
  return size(wanted) ?? size('cruise_intervals') ?? size('fartlek')

  function size(id: Quality): Chosen | null {
    const of = (reps: number, min?: number): Chosen => ({
      id,
      size: { km, reps, ...(min === undefined ? {} : { min }) },
    })
    const metresIn = (s: number, speed: number) => (s * 1000) / paceAt(speed, request.basis.thresholdPace)
    const thresholdM = 1000 * share * caps!.thresholdKm
    const intervalM = 1000 * share * caps!.intervalKm
    switch (id) {
      case 'cruise_intervals':
        return thresholdM >= 2000 ? of(Math.min(8, Math.floor(thresholdM / 1000))) : null
      case 'tempo_continuous': {
        const minutes = Math.floor(thresholdM / metresIn(60, 0.975))
        return minutes >= 10 ? { id, size: { km, min: Math.min(30, minutes) } } : null
      }
      case 'vo2_1000':
        return intervalM >= 3000 ? of(Math.min(7, Math.floor(intervalM / 1000))) : null
      case 'vo2_3min': {
        const reps = Math.floor(intervalM / metresIn(180, 1.085))
        return reps >= 3 ? of(Math.min(7, reps)) : null
      }
      case 'reps_200_400': {
        const reps = Math.floor((1000 * share * caps!.repetitionKm) / 600)
        return reps >= 2 ? of(Math.min(5, reps)) : null
      }
      case 'fartlek': {
        const reps = Math.floor(intervalM / metresIn(60, 1.07))
        return reps >= 4 ? of(Math.min(12, reps)) : null
      }
      case 'short_hills': {
        const reps = Math.floor((1000 * share * caps!.repetitionKm) / metresIn(20, 1.13))
        return reps >= 4 ? of(Math.min(10, reps)) : null
      }
      case 'race_pace_blocks': {
        const effort = raceEffort(request.goal)
        const room =
          effort === 'interval' ? intervalM : effort === 'marathon' || effort === 'steady' ? 0.2 * weekM : thresholdM
        const reps = Math.floor(room / raceBlockM(effort))
        return reps >= 2 ? of(Math.min(6, reps)) : null
      }
    }
  }
}

function menuOf({ goal }: PlanRequest, { phase }: SeasonWeek): Quality[] {
  const isShort = goal.kind === '5k' || goal.kind === '10k'
  if (phase === 'base')
    return isShort
      ? ['cruise_intervals', 'short_hills', 'fartlek', 'reps_200_400']
      : ['cruise_intervals', 'fartlek', 'short_hills', 'tempo_continuous']
  if (phase === 'build') {
    if (isShort) return ['vo2_3min', 'cruise_intervals', 'vo2_1000', 'tempo_continuous']
    return ['cruise_intervals', 'tempo_continuous', 'vo2_3min', 'race_pace_blocks']
  }
  if (phase === 'peak')
    return isShort
      ? ['race_pace_blocks', 'vo2_1000', 'cruise_intervals']
      : ['race_pace_blocks', 'tempo_continuous', 'cruise_intervals']
  return ['fartlek']
}
