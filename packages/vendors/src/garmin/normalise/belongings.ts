import { isLocalDate, type LocalDate, type Outcome } from '@rc/domain'
import { z } from 'zod'
import { instantS, maybe, maybeText, read } from './answer-schema.ts'

/** A thing that wears out, as the vendor counts it; null is "not said". */
export interface GearFact {
  name: string
  kind: 'shoes' | 'bike' | 'other'
  distanceM: number | null
  /** Where the athlete wants to be told. */
  limitM: number | null
  since: LocalDate | null
  retiredOn: LocalDate | null
  isRetired: boolean
}

export interface DeviceFact {
  name: string
  since: LocalDate | null
  isActive: boolean
  /** The one that leads where several measure the same. */
  isPrimary: boolean
}

/** The vendor's own record over a distance. */
export interface RecordFact {
  distanceM: number
  timeS: number
  date: LocalDate | null
  vendorActivityId: string | null
}

const dayOf = (text: string | null | undefined): LocalDate | null => {
  const day = text?.slice(0, 10) ?? ''
  return isLocalDate(day) ? day : null
}
const dayOfInstant = (value: number | string | null | undefined): LocalDate | null => {
  const seconds = instantS(value)
  return seconds === null ? null : new Date(seconds * 1000).toISOString().slice(0, 10)
}

const gearRow = z.looseObject({
  uuid: maybeText,
  displayName: maybeText,
  customMakeModel: maybeText,
  gearModelName: maybeText,
  gearTypeName: maybeText,
  gearStatusName: z.string().nullable(),
  dateBegin: maybeText,
  dateEnd: maybeText,
  maximumMeters: maybe,
})
const gearAnswer = z.union([
  z.array(gearRow).transform((rows) => ({ answer: rows, details: {} as Record<string, unknown> })),
  z.looseObject({ answer: z.array(gearRow), details: z.record(z.string(), z.unknown()) }),
])
const gearStats = z.looseObject({ totalDistance: maybe })

/** The list of gear with what each has done, which is an answer of its own. */
export function readGear(payload: unknown): Outcome<GearFact[]> {
  const body = read(gearAnswer, payload)
  if (!body.ok) return body
  const { answer, details } = body.value
  return {
    ok: true,
    value: answer.map((row) => {
      const stats = gearStats.safeParse(details[row.uuid ?? ''])
      return {
        name: row.displayName || row.customMakeModel || row.gearModelName || '?',
        kind: row.gearTypeName === 'Shoes' ? 'shoes' : row.gearTypeName === 'Bike' ? 'bike' : 'other',
        distanceM: stats.success ? (stats.data.totalDistance ?? null) : null,
        // QUIRK(garmin): 0 is "no limit".
        limitM: row.maximumMeters || null,
        since: dayOf(row.dateBegin),
        retiredOn: dayOf(row.dateEnd),
        isRetired: row.gearStatusName === 'retired',
      }
    }),
  }
}

const deviceRows = z.array(
  z.looseObject({
    productDisplayName: maybeText,
    displayName: maybeText,
    registeredDate: z.union([z.number(), z.string()]).nullish(),
    deviceStatus: maybeText,
    primary: z.boolean().nullish(),
  }),
)

export function readDevices(payload: unknown): Outcome<DeviceFact[]> {
  const rows = read(deviceRows, payload)
  if (!rows.ok) return rows
  return {
    ok: true,
    value: rows.value.map((row) => ({
      name: row.displayName || row.productDisplayName || '?',
      since: dayOfInstant(row.registeredDate),
      isActive: row.deviceStatus !== 'inactive',
      isPrimary: row.primary === true,
    })),
  }
}

/** Garmin's numbers of the records of running, in metres; the others (streaks, steps, climbs) are kept as they came. */
const distances: Record<number, number> = { 1: 1000, 2: 1609.344, 3: 5000, 4: 10_000, 5: 21_097.5, 6: 42_195 }

const recordRows = z.array(
  z.looseObject({
    typeId: z.number(),
    value: z.number().nullable(),
    activityId: maybe,
    prStartTimeGmt: z.union([z.number(), z.string()]).nullish(),
    activityStartDateTimeLocalFormatted: maybeText,
  }),
)

export function readRecords(payload: unknown): Outcome<RecordFact[]> {
  const rows = read(recordRows, payload)
  if (!rows.ok) return rows
  return {
    ok: true,
    value: rows.value.flatMap((row): RecordFact[] => {
      const distanceM = distances[row.typeId]
      if (distanceM === undefined || row.value === null || !(row.value > 0)) return []
      return [
        {
          distanceM,
          timeS: row.value,
          date: dayOf(row.activityStartDateTimeLocalFormatted) ?? dayOfInstant(row.prStartTimeGmt),
          vendorActivityId: row.activityId ? String(row.activityId) : null,
        },
      ]
    }),
  }
}
