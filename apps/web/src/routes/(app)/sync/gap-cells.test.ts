import { expect, test } from 'vitest'
import { cellsOf, statesOf } from './gap-cells.ts'

test('days, one by one', () =>
  expect(cellsOf('2026-02-27', '2026-03-01', 'day')).toEqual([
    { from: '2026-02-27', to: '2026-02-27' },
    { from: '2026-02-28', to: '2026-02-28' },
    { from: '2026-03-01', to: '2026-03-01' },
  ]))

test('months, the first and the last as far as they are shown', () =>
  expect(cellsOf('2025-12-30', '2026-02-03', 'month')).toEqual([
    { from: '2025-12-30', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-01-31' },
    { from: '2026-02-01', to: '2026-02-03' },
  ]))

test('a cell says what is to be done before what is settled', () => {
  const cells = cellsOf('2026-01-01', '2026-03-31', 'month')
  expect(
    statesOf(
      [
        { from: '2026-01-01', to: '2026-01-30', state: 'have' },
        { from: '2026-01-31', to: '2026-01-31', state: 'failed' },
        { from: '2026-02-01', to: '2026-02-10', state: 'empty' },
        { from: '2026-02-11', to: '2026-02-28', state: 'have' },
        { from: '2026-03-01', to: '2026-03-31', state: 'empty' },
      ],
      cells,
    ),
  ).toEqual(['failed', 'have', 'empty'])
})
