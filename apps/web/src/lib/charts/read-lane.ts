import { NOTHING, type Quantity } from '../format/number.ts'
import type { Lane } from './lane.ts'
import { valueAt } from './series.ts'

export interface Reading extends Quantity {
  name: string
  color: string
  /** An area rather than a line: its sample is a square. */
  wide: boolean
}

const nothing: Quantity = { value: NOTHING, unit: '' }

/**
 * What stands beside a lane: its values at the cursor, or what the lane says at rest. Of marks with one name the first
 * that has a value there speaks.
 */
export function readLane({ marks, normal }: Pick<Lane, 'marks' | 'normal'>, cursor: number | null): Reading[] {
  const readings = [...Map.groupBy(marks, ({ name }) => name)].map(([name, alike]): Reading => {
    const [first] = alike as [Lane['marks'][number]]
    const value = alike
      .map(({ series, rest }) => (cursor === null ? rest : valueAt(series, cursor)))
      .find((each) => each !== null && !Number.isNaN(each))
    return {
      name,
      color: first.color,
      wide: first.kind === 'bars',
      ...(value === undefined || value === null ? nothing : first.format(value)),
    }
  })
  if (!normal) return readings
  const at = cursor ?? normal.low.x.at(-1) ?? 0
  const [low, high] = [valueAt(normal.low, at), valueAt(normal.high, at)]
  const shown = low === null || high === null ? nothing : normal.format(low, high)
  return [...readings, { name: normal.name, color: '--band-ink', wide: true, ...shown }]
}
