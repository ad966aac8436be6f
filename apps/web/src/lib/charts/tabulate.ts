import type { Lane, Mark } from './lane.ts'

export interface Table {
  columns: Pick<Mark, 'name' | 'format' | 'about'>[]
  /** Newest first; a value is null where there is none. */
  rows: { x: number; values: (number | null)[] }[]
}

/** The lanes as a table: one column for each name, one row for each x that has a value. */
export function tabulate(lanes: Pick<Lane, 'marks'>[]): Table {
  const byName = Map.groupBy(
    lanes.flatMap(({ marks }) => marks),
    ({ name }) => name,
  )
  const columns = [...byName.values()].map(([first]) => first as Mark)
  const rows = new Map<number, (number | null)[]>()
  const names = [...byName.keys()]
  for (const [name, marks] of byName) {
    const column = names.indexOf(name)
    for (const { x, y } of marks.map(({ series }) => series).toReversed())
      x.forEach((at, i) => {
        const value = y[i] as number
        if (Number.isNaN(value)) return
        const row = rows.get(at) ?? names.map(() => null)
        row[column] = value
        rows.set(at, row)
      })
  }
  return {
    columns,
    rows: [...rows].map(([x, values]) => ({ x, values })).sort((a, b) => b.x - a.x),
  }
}

/** Lines of a file, in the units the lanes are drawn in; a cell without a value is empty. */
export const toLines = ({ columns, rows }: Table, first: { name: string; of: (x: number) => string }): string[][] => [
  [first.name, ...columns.map(({ name }) => name)],
  ...rows.map(({ x, values }) => [
    first.of(x),
    ...values.map((value) => (value === null ? '' : String(Number(value.toPrecision(8))))),
  ]),
]
