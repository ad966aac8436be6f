import { criticalTime, fitCritical } from '../metrics/critical-speed.ts'
import { riegelExponent, riegelTime } from '../metrics/riegel.ts'
import { trainingPaces } from '../metrics/training-paces.ts'
import { speedAtVo2, vdot, vdotTime } from '../metrics/vdot.ts'
import { vdotAfterBreak } from '../metrics/vdot-after-break.ts'
import { maybe, num, type GoldenTable } from './input.ts'

/** What races and best efforts say. */
export const performanceVectors: GoldenTable = {
  vdot: (input) => vdot(num(input, 'distance_m'), num(input, 'time_s')),
  vdot_time: (input) => vdotTime(num(input, 'vd'), num(input, 'distance_m')),
  speed_at_vo2: (input) => speedAtVo2(num(input, 'vo2')),
  training_paces: (input) => {
    const paces = trainingPaces(num(input, 'vd'))
    return (
      paces && {
        E_slow: paces.easySlow,
        E_fast: paces.easyFast,
        M: paces.marathon,
        T: paces.threshold,
        I: paces.interval,
        R: paces.repetition,
      }
    )
  },
  vdot_after_break: (input) => vdotAfterBreak(num(input, 'vd'), num(input, 'days_off')),
  riegel: (input) => riegelTime(num(input, 'd1'), num(input, 't1'), num(input, 'd2'), maybe(input, 'k') ?? undefined),
  riegel_k: (input) => riegelExponent(num(input, 'd1'), num(input, 't1'), num(input, 'd2'), num(input, 't2')),
  critical_fit: (input) => {
    const fit = fitCritical(input['trials'] as [number, number][])
    return fit && { slope: fit.slope, intercept: fit.intercept, slope_se: fit.slopeSe }
  },
  cs_time: (input) =>
    criticalTime({ slope: num(input, 'cs'), intercept: num(input, 'dprime') }, num(input, 'distance_m')),
}
