import type { Dataset, Door } from '@rc/domain'
import { vendorDefinitions } from '@rc/vendors'
import { expect, test } from 'vitest'
import { planWindows, unaskedSpans } from './plan-windows.ts'

const doorOf = new Map<Dataset, Door>([
  ['stress', 'personal'],
  ['sleep', 'personal'],
])
const plan = (asked: [Dataset, { from: string; to: string }[]][], from: string, to: string) =>
  planWindows(vendorDefinitions.garmin, doorOf, new Map(asked), { from, to })

test('the newest days come first, in questions as long as the door allows', () => {
  const windows = plan([], '2026-01-01', '2026-02-01')
  expect(windows[0]).toEqual({ dataset: 'stress', door: 'personal', from: '2026-01-05', to: '2026-02-01' })
  expect(windows[1]).toEqual({ dataset: 'sleep', door: 'personal', from: '2026-02-01', to: '2026-02-01' })
  expect(windows.filter(({ dataset }) => dataset === 'sleep')).toHaveLength(32)
  expect(windows.filter(({ dataset }) => dataset === 'stress').at(-1)).toMatchObject({
    from: '2026-01-01',
    to: '2026-01-04',
  })
})

test('what is known is not asked again', () => {
  const asked = { from: '2026-01-10', to: '2026-02-01' }
  expect(
    plan(
      [
        ['stress', [asked]],
        ['sleep', [{ from: '2026-01-02', to: '2026-02-01' }]],
      ],
      '2026-01-01',
      '2026-02-01',
    ),
  ).toEqual([
    { dataset: 'stress', door: 'personal', from: '2026-01-01', to: '2026-01-09' },
    { dataset: 'sleep', door: 'personal', from: '2026-01-01', to: '2026-01-01' },
  ])
})

test('gaps between spans that touch, overlap or lie outside', () => {
  const span = (from: string, to: string) => ({ from: `2026-01-${from}`, to: `2026-01-${to}` })
  expect(
    unaskedSpans([span('04', '06'), span('05', '07'), span('08', '08'), span('20', '31')], span('05', '15')),
  ).toEqual([span('09', '15')])
  expect(unaskedSpans([], span('05', '04'))).toEqual([])
  expect(unaskedSpans([span('01', '02')], span('03', '04'))).toEqual([span('03', '04')])
})
