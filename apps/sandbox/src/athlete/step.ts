/** One stretch of a session at a steady intent. Intensity is a share of the sport's threshold (speed, power or CSS). */
export interface Step {
  intent: 'warmup' | 'active' | 'recovery' | 'cooldown' | 'rest'
  intensity: number
  goal: { durationS: number } | { distanceM: number }
}

export const lasting = (intent: Step['intent'], intensity: number, minutes: number): Step => ({
  intent,
  intensity,
  goal: { durationS: Math.round(minutes * 60) },
})

export const covering = (intent: Step['intent'], intensity: number, distanceM: number): Step => ({
  intent,
  intensity,
  goal: { distanceM },
})

/** `times` × (work, pause), the last pause left out. */
export const repeat = (times: number, work: Step, pause: Step): Step[] =>
  Array.from({ length: times }, () => [work, pause])
    .flat()
    .slice(0, -1)

/** How long a step takes at `thresholdMps`, the speed of intensity 1. */
export const expectedS = ({ goal, intensity }: Step, thresholdMps: number): number =>
  'durationS' in goal ? goal.durationS : goal.distanceM / (intensity * thresholdMps)

/** Load on the scale of 100 for an hour at threshold; intensities below a quarter are rest. */
export const expectedLoad = (steps: Step[], thresholdMps: number): number =>
  steps.reduce(
    (sum, step) => sum + (expectedS(step, thresholdMps) / 36) * (step.intensity < 0.25 ? 0 : step.intensity ** 2),
    0,
  )
