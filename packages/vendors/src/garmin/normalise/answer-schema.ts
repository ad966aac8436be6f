import type { Outcome } from '@rc/domain'
import { z } from 'zod'
import type { HealthReading } from '../../facts.ts'
import type { HealthMetric } from '@rc/domain'

/** There, and perhaps empty: a field that is gone altogether means that the vendor has changed its answer. */
export const there = z.number().nullable()
/** A field that some devices have. */
export const maybe = z.number().nullish()
export const maybeText = z.string().nullish()

/** Fields that nobody asked for are harmless; what is missing is told by its path, never by its value. */
export function read<T>(schema: z.ZodType<T>, payload: unknown): Outcome<T> {
  const parsed = schema.safeParse(payload)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, missing: parsed.error.issues.slice(0, 8).map(({ path, code }) => `${path.join('.')}: ${code}`) }
}

/** Collects the readings of one moment or day; null and what cannot be are no readings. */
export function collect(timeS: number) {
  const readings: HealthReading[] = []
  const say = (
    metric: HealthMetric,
    value: number | null | undefined,
    statistic = '',
    window = '',
    { above = -Infinity, atS = timeS }: { above?: number; atS?: number } = {},
  ) => {
    if (typeof value === 'number' && Number.isFinite(value) && value > above)
      readings.push({ metric, timeS: atS, value, statistic, window })
  }
  return { readings, say }
}

/** Garmin's spellings of an instant: `2026-01-08 08:10:21`, `…T08:10:21.0`, `….000Z`, all GMT; null when it is none or the epoch. */
export function instantS(text: string | number | null | undefined): number | null {
  if (typeof text === 'number') return text > 86_400_000 ? text / 1000 : null
  if (typeof text !== 'string') return null
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)/.exec(text)
  const ms = match ? Date.parse(`${match[1]}T${match[2]}Z`) : NaN
  return Number.isNaN(ms) || ms < 86_400_000 ? null : ms / 1000
}
