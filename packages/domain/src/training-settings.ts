export const gapModels = ['minetti2002', 'strava_fit'] as const
export type GapModel = (typeof gapModels)[number]

/** What the athlete chose about how their numbers are made and when they are told. */
export interface TrainingSettings {
  /** When the morning check runs, HH:MM in the athlete's time zone. */
  morningAt: string
  /** 7–9.5. */
  sleepNeedH: number
  gapModel: GapModel
  /** Feet of climb that count as one mile, 500–1100. */
  elevationFeetPerMile: number
}

export const defaultTraining: TrainingSettings = {
  morningAt: '07:30',
  sleepNeedH: 8,
  gapModel: 'minetti2002',
  elevationFeetPerMile: 750,
}
