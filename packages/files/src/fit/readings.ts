import type { Wellness } from '@rc/domain'
import type { Message, MessageLists, MessageName } from './profile.ts'

export type Reading = Wellness['readings'][number]

interface ReadingField {
  name: string
  message: MessageName
  field: string
  /** The field that dates it; where the message has none, the file's creation does. */
  time: string
}

const of = (message: MessageName, fields: Record<string, string>, time = 'timestamp'): ReadingField[] =>
  Object.entries(fields).map(([field, name]) => ({ name, message, field, time }))

/** Single values of the body and the day, and where FIT keeps them. */
export const readingFields: readonly ReadingField[] = [
  ...of('monitoring', {
    activeCalories: 'active_calories_kcal',
    moderateActivityMinutes: 'moderate_activity_min',
    vigorousActivityMinutes: 'vigorous_activity_min',
  }),
  ...of('monitoringInfo', { restingMetabolicRate: 'resting_metabolic_rate_kcal' }),
  ...of('monitoringHr', { restingHeartRate: 'resting_hr_bpm', currentDayRestingHeartRate: 'resting_hr_today_bpm' }),
  ...of('maxMet', { vo2Max: 'vo2max' }, 'updateTime'),
  ...of('spo2', { readingSpo2: 'spo2_pct' }),
  ...of('skinTempOvernight', { averageDeviation: 'skin_temperature_deviation_c', nightlyValue: 'skin_temperature_c' }),
  ...of('weightScale', {
    weight: 'weight_kg',
    percentFat: 'body_fat_pct',
    percentHydration: 'body_water_pct',
    boneMass: 'bone_mass_kg',
    muscleMass: 'muscle_mass_kg',
  }),
  ...of('bloodPressure', {
    systolicPressure: 'systolic_mmhg',
    diastolicPressure: 'diastolic_mmhg',
    heartRate: 'pulse_bpm',
  }),
]

/** Two of FIT's activity types whose "cycles" are steps: running and walking; a device that does not say counts steps. */
const steppingTypes = new Set([1, 6, undefined])
export const walkingType = 6

/** The readings of one segment in the order of its messages. */
export function readReadings(messages: MessageLists): Reading[] {
  const createdS = messages.fileId[0]?.timeCreated
  const readings: Reading[] = []
  for (const { name, message, field, time } of readingFields) {
    for (const m of messages[message] as Record<string, number | undefined>[]) {
      const [timeS, value] = [m[time] ?? createdS, m[field]]
      if (timeS !== undefined && value !== undefined) readings.push({ timeS, name, value })
    }
  }
  return [...readings, ...messages.monitoring.flatMap(cyclesOf)]
}

/** Running totals of the day by kind of movement. */
const cyclesOf = ({ timestamp, activityType, cycles }: Message<'monitoring'>): Reading[] =>
  timestamp === undefined || cycles === undefined
    ? []
    : [{ timeS: timestamp, name: steppingTypes.has(activityType) ? 'steps' : 'cycles', value: cycles }]
