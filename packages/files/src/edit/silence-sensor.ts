import { sensorChannels, type Channel, type Recording, type SampleColumns, type Sensor, type Totals } from '@rc/domain'

/** Which totals a sensor stands behind. */
const totalsOf: Record<Sensor, readonly (keyof Totals)[]> = {
  heart_rate: ['avgHrBpm', 'maxHrBpm'],
  power: ['avgPowerW', 'maxPowerW'],
  cadence: ['avgCadenceRpm'],
  position: [],
  altitude: ['ascentM', 'descentM'],
  temperature: [],
}

/**
 * A recording whose sensor measured nothing between two Unix times (s, both included; infinite: ever). Its totals are made of
 * what is left of it, or are missing with it. The distance of the watch stays, even without positions.
 */
export function silenceSensor(recording: Recording, sensor: Sensor, fromTimeS: number, toTimeS: number): Recording {
  const { samples } = recording
  const silence = (channels: SampleColumns['channels']): SampleColumns['channels'] =>
    Object.fromEntries(
      Object.entries(channels)
        .map(([name, column]) => {
          if (!(sensorChannels[sensor] as readonly Channel[]).includes(name as Channel)) return [name, column] as const
          const kept = column.map((value, i) => {
            const time = samples.timeS[i]!
            return time >= fromTimeS && time <= toTimeS ? Number.NaN : value
          })
          return [name, kept] as const
        })
        .filter(([, column]) => !column.every(Number.isNaN)),
    )
  const channels = silence(samples.channels)
  const touched = <T extends Totals>(of: T): T => {
    const from = of.startTimeS ?? recording.startTimeS
    const to = from + (of.elapsedS ?? of.timerS ?? recording.endTimeS - from)
    if (to < fromTimeS || from > toTimeS) return of
    return { ...of, ...statisticsOf(sensor, { ...samples, channels }, from, to) }
  }
  const { developer, ...rest } = recording
  return {
    ...rest,
    samples: { ...samples, channels },
    ...(developer ? { developer: silence(developer) } : {}),
    sessions: recording.sessions.map(touched),
    laps: recording.laps.map(touched),
    rrMs: sensor === 'heart_rate' ? new Float64Array() : recording.rrMs,
  }
}

function statisticsOf(sensor: Sensor, { timeS, channels }: SampleColumns, from: number, to: number): Partial<Totals> {
  const keys = totalsOf[sensor]
  const column = channels[sensorChannels[sensor][0]]
  // Climb is the device's own; of part of it nothing is known.
  const values =
    column && sensor !== 'altitude'
      ? Array.from(column).filter((value, i) => {
          const time = timeS[i]!
          return time >= from && time <= to && (sensor === 'power' ? value >= 0 : value > 0)
        })
      : []
  const mean = values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
  const max = values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b))
  return Object.fromEntries(keys.map((key) => [key, key.startsWith('max') ? max : mean]))
}
