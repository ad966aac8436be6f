import type { DeliveredWorkout, SessionResult } from '@rc/contract'
import type { goalKinds, phases, PlanSport, SkipReason, Step } from '@rc/planning'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import type { IconName } from '#lib/ui/icons.ts'

export const goalName: Record<(typeof goalKinds)[number], () => string> = {
  '5k': m.plan_goal_5k,
  '10k': m.plan_goal_10k,
  half: m.plan_goal_half,
  marathon: m.plan_goal_marathon,
  ultra: m.plan_goal_ultra,
  fitness: m.plan_goal_fitness,
  return: m.plan_goal_return,
  bike: m.plan_goal_bike,
  swim: m.plan_goal_swim,
  tri: m.plan_goal_tri,
  custom: m.plan_goal_custom,
}

export const phaseName: Record<(typeof phases)[number], () => string> = {
  base: m.phase_base,
  build: m.phase_build,
  peak: m.phase_peak,
  taper: m.phase_taper,
  race: m.phase_race,
  recovery: m.phase_recovery,
  transition: m.phase_transition,
}

export const skipName: Record<SkipReason, () => string> = {
  recovery: m.skip_recovery,
  ill: m.skip_ill,
  injured: m.skip_injured,
  tired: m.skip_tired,
  no_time: m.skip_no_time,
  travel: m.skip_travel,
  weather: m.skip_weather,
  other: m.skip_other,
}

export const intensityName: Record<Step['intensity'], () => string> = {
  warmup: m.workout_intensity_warmup,
  active: m.workout_intensity_active,
  recovery: m.workout_intensity_recovery,
  rest: m.workout_intensity_rest,
  cooldown: m.workout_intensity_cooldown,
}

export const fidelityName: Record<DeliveredWorkout['fidelity'], () => string> = {
  exact: m.fidelity_exact,
  degraded: m.fidelity_degraded,
  unsupported: m.fidelity_unsupported,
}

export const resultName: Record<SessionResult['state'], () => string> = {
  done: m.result_done,
  missed: m.result_missed,
  skipped: m.result_skipped,
}

export const againstName: Record<'in' | 'above' | 'below', () => string> = {
  in: m.result_against_in,
  above: m.result_against_above,
  below: m.result_against_below,
}

/** What a format cannot hold, by the reason of a loss. */
const lossName: Record<string, () => string> = {
  sport: m.loss_sport,
  ramp: m.loss_ramp,
  name: m.loss_name,
  note: m.loss_note,
  secondary: m.loss_secondary,
  intensity: m.loss_intensity,
  swim: m.loss_swim,
  pool: m.loss_pool,
  repeat: m.loss_repeat,
  title: m.loss_title,
  purpose: m.loss_purpose,
  power_end: m.loss_power_end,
  end: m.loss_end,
  rounded: m.loss_rounded,
  target_open: m.loss_target_open,
  target_pace: m.loss_target_pace,
  target_swimPace: m.loss_target_swimPace,
  target_hr: m.loss_target_hr,
  target_hrZone: m.loss_target_hrZone,
  target_power: m.loss_target_power,
  target_powerPct: m.loss_target_powerPct,
  target_cadence: m.loss_target_cadence,
  target_rpe: m.loss_target_rpe,
}

export const lossText = (loss: { reason: string }[]): string => {
  const names = [...new Set(loss.map(({ reason }) => lossName[reason]?.() ?? reason))]
  return names.length === 0 ? m.loss_none() : m.loss_list({ list: names.join(', ') })
}

export function deliveryText(
  { state, outsideDate }: Pick<DeliveredWorkout, 'state' | 'outsideDate'>,
  day: (date: string) => string,
): string {
  switch (state) {
    case 'waiting':
      return m.delivery_waiting()
    case 'sent':
      return m.delivery_sent()
    case 'held':
      return m.delivery_held()
    case 'failed':
      return m.delivery_failed()
    case 'moved_outside':
      return withParticles(m.delivery_moved_outside({ date: outsideDate === null ? '' : day(outsideDate) }))
    case 'deleted_outside':
      return m.delivery_deleted_outside()
    case 'changed_outside':
      return m.delivery_changed_outside()
  }
}

/** The face of a planned sport: the icon and colour of what will be recorded. */
export const planSportFace: Record<PlanSport, { icon: IconName; color: string }> = {
  run: { icon: 'run', color: '--run' },
  trail: { icon: 'trail', color: '--trail' },
  treadmill: { icon: 'run', color: '--run' },
  bike: { icon: 'bike', color: '--bike' },
  indoor_bike: { icon: 'bike', color: '--bike' },
  pool_swim: { icon: 'swim', color: '--swim' },
  open_swim: { icon: 'swim', color: '--swim' },
  strength: { icon: 'strength', color: '--strength' },
  walk: { icon: 'walk', color: '--hike' },
  hike: { icon: 'trail', color: '--hike' },
  mobility: { icon: 'strength', color: '--ink-3' },
  rest: { icon: 'moon', color: '--ink-3' },
  other: { icon: 'clock', color: '--ink-3' },
}
