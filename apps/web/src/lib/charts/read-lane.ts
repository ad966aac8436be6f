import { NOTHING, type Quantity } from '../format/number.ts'
import type { Subject } from '../why/subject.ts'
import type { Lane, Mark } from './lane.ts'
import { pointAt, valueAt } from './series.ts'

export interface Reading extends Quantity {
  name: string
  color: string
  /** An area rather than a line: its sample is a square. */
  wide: boolean
  about: Subject | null
}

const nothing: Quantity = { value: NOTHING, unit: '' }
/** Of a mark that has nothing to say at rest: the place of its value stays. */
const silent: Quantity = { value: '\u00a0', unit: '' }

/** The value at the cursor, or at rest, with where it is explained. */
function says({ series, rest, about }: Mark, cursor: number | null): { value: number; about: Subject | null } | null {
  const point = cursor === null ? null : pointAt(series, cursor)
  const value = cursor === null ? rest : point?.y
  return value == null || Number.isNaN(value) ? null : { value, about: about?.(point?.x ?? null) ?? null }
}

/**
 * What stands beside a lane: its values at the cursor, or what the lane says at rest. Of marks with one name the first
 * that has a value there speaks.
 */
export function readLane({ marks, normal }: Pick<Lane, 'marks' | 'normal'>, cursor: number | null): Reading[] {
  const readings = [...Map.groupBy(marks, ({ name }) => name)].map(([name, alike]): Reading => {
    const [first] = alike as [Mark]
    const isSilent = cursor === null && alike.every(({ rest }) => rest === undefined)
    const said = alike.map((mark) => says(mark, cursor)).find((each) => each !== null)
    return {
      name,
      color: first.color,
      wide: first.kind === 'bars',
      about: said?.about ?? null,
      ...(said ? first.format(said.value) : isSilent ? silent : nothing),
    }
  })
  if (!normal) return readings
  const at = cursor ?? normal.low.x.at(-1) ?? 0
  const [low, high] = [valueAt(normal.low, at), valueAt(normal.high, at)]
  const shown = low === null || high === null ? nothing : normal.format(low, high)
  return [
    ...readings,
    {
      name: normal.name,
      color: '--band-ink',
      wide: true,
      about: low === null ? null : (normal.about?.(cursor) ?? null),
      ...shown,
    },
  ]
}
