import { m } from '#lib/paraglide/messages.js'

/** A question of the journal that is answered on a scale. */
export interface ScaleFace {
  name: string
  from: number
  to: number
  /** What the two ends mean. */
  low: string
  high: string
  /** What each step is called, for who hears it. */
  words?: string[]
}

const five = { from: 1, to: 5 }
const ten = { from: 0, to: 10 }
const feelings = () => [m.feeling_1(), m.feeling_2(), m.feeling_3(), m.feeling_4(), m.feeling_5()]

export const scales = {
  effort: () => ({ name: m.effort(), ...ten, low: m.effort_rest(), high: m.effort_all() }),
  feeling: () => ({ name: m.journal_feeling(), ...five, low: m.feeling_1(), high: m.feeling_5(), words: feelings() }),
  fatigue: () => ({ name: m.journal_fatigue(), ...five, low: m.scale_none(), high: m.scale_much() }),
  soreness: () => ({ name: m.journal_soreness(), ...five, low: m.scale_none(), high: m.scale_much() }),
  mood: () => ({ name: m.journal_mood(), ...five, low: m.scale_bad(), high: m.scale_good() }),
  stress: () => ({ name: m.journal_stress(), ...five, low: m.scale_none(), high: m.scale_much() }),
  pain: () => ({ name: m.journal_pain(), ...ten, low: m.scale_none(), high: m.scale_worst() }),
} satisfies Record<string, () => ScaleFace>
