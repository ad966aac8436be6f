import { createRandom } from '../../athlete/random.ts'
import { readFile } from '@rc/files'
import type { Channel } from '@rc/domain'
import type { Part } from './activity-row.ts'
import { ms } from './times.ts'

interface Column {
  key: string
  unit: { key: string; factor: number }
  at: (index: number) => number | null
}

/**
 * `…/details`: the samples thinned out, as columns whose order differs from activity to activity. Values are in the
 * unit that is named; `factor` is a trap.
 */
export function activityCurves(part: Part, maxChartSize: number): Record<string, unknown> {
  const fit = part.activity.fit()
  const contents = fit && readFile(fit, 'activity.fit')
  const samples = contents?.ok ? contents.value.recordings[0]?.samples : null
  if (!samples)
    return { activityId: part.id, metricDescriptors: [], activityDetailMetrics: [], detailsAvailable: false }
  const { startTimeS, timestampS, sport } = part.leg
  const inside = Array.from({ length: samples.n }, (_, i) => i).filter(
    (i) => samples.timeS[i]! >= startTimeS! && samples.timeS[i]! <= timestampS!,
  )
  const every = Math.max(1, Math.ceil(inside.length / maxChartSize))
  const shown = inside.filter((_, i) => i % every === 0)
  const channel = (key: string, name: Channel, unit: Column['unit'], times = 1): Column[] => {
    const column = samples.channels[name]
    return column ? [{ key, unit, at: (i) => (Number.isNaN(column[i]!) ? null : times * column[i]!) }] : []
  }
  const isRun = sport.includes('run')
  const columns: Column[] = [
    { key: 'directTimestamp', unit: { key: 'gmt', factor: 0 }, at: (i) => ms(samples.timeS[i]!) },
    {
      key: 'sumElapsedDuration',
      unit: { key: 'second', factor: 1000 },
      at: (i) => samples.timeS[i]! - samples.timeS[inside[0]!]!,
    },
    ...channel('sumDistance', 'distanceM', { key: 'meter', factor: 100 }),
    ...channel('directLatitude', 'latDeg', { key: 'dd', factor: 1 }),
    ...channel('directLongitude', 'lonDeg', { key: 'dd', factor: 1 }),
    ...channel('directElevation', 'altitudeM', { key: 'meter', factor: 100 }),
    ...channel('directSpeed', 'speedMps', { key: 'mps', factor: 0.1 }),
    ...channel('directHeartRate', 'hrBpm', { key: 'bpm', factor: 1 }),
    ...channel('directPower', 'powerW', { key: 'watt', factor: 1 }),
    ...channel('directAirTemperature', 'temperatureC', { key: 'celcius', factor: 1 }),
    ...channel(isRun ? 'directRunCadence' : 'directBikeCadence', 'cadenceRpm', { key: 'stepsPerMinute', factor: 1 }),
    ...(isRun ? channel('directDoubleCadence', 'cadenceRpm', { key: 'stepsPerMinute', factor: 1 }, 2) : []),
  ]
  const shuffled = shuffle(columns, part.activity.id)
  return {
    activityId: part.id,
    measurementCount: shuffled.length,
    metricsCount: shown.length,
    metricDescriptors: shuffled.map(({ key, unit }, metricsIndex) => ({ metricsIndex, key, unit: { id: 0, ...unit } })),
    activityDetailMetrics: shown.map((i) => ({ metrics: shuffled.map((column) => column.at(i)) })),
    geoPolylineDTO: null,
    heartRateDTOs: null,
    detailsAvailable: true,
  }
}

function shuffle<T>(items: T[], seed: number): T[] {
  const random = createRandom('columns', seed)
  return items
    .map((item) => ({ item, order: random.next() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item)
}
