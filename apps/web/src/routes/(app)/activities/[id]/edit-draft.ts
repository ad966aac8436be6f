import type { EditView } from '@rc/contract'
import type { Sensor } from '@rc/domain'
import { formatTimeOfDay, type Place } from '#lib/format/date.ts'
import { NOTHING } from '#lib/format/number.ts'
import { withParticles } from '#lib/format/particles.ts'
import { m } from '#lib/paraglide/messages.js'
import { sportFace } from '#lib/words/sports.ts'

/** An edit that somebody has begun and not yet decided on; seconds since the start. */
export type EditDraft =
  | { op: 'trim'; fromS: number; toS: number }
  | { op: 'split'; atS: number }
  | { op: 'silence'; rangeS: [number, number] | null }
  | { op: 'merge' }
  | { op: 'sport' }

export const sensorName: Record<Sensor, () => string> = {
  heart_rate: m.sensor_heart_rate,
  power: m.sensor_power,
  cadence: m.sensor_cadence,
  position: m.sensor_position,
  altitude: m.sensor_altitude,
  temperature: m.sensor_temperature,
}

/** What an edit did, in a sentence. */
export function editSentence({ op, fromAt, toAt, sport, sensor, madeThis }: EditView, place: Place): string {
  const [from, to] = [fromAt, toAt].map((at) => (at === null ? NOTHING : formatTimeOfDay(at, place))) as [
    string,
    string,
  ]
  const sentence = (): string => {
    switch (op) {
      case 'sport':
        return m.edit_did_sport({ sport: sport ? sportFace[sport].name() : '' })
      case 'trim':
        return m.edit_did_trim({ from, to })
      case 'silence': {
        const name = sensor ? sensorName[sensor]() : ''
        return fromAt === null
          ? m.edit_did_silence({ sensor: name })
          : m.edit_did_silence_part({ sensor: name, from, to })
      }
      case 'split':
        return madeThis ? m.edit_did_split_here() : m.edit_did_split({ at: from })
      case 'merge':
        return m.edit_did_merge()
    }
  }
  return withParticles(sentence())
}
