import type { Dataset, Door } from '@rc/domain'
import { vendorDefinitions } from '@rc/vendors'
import { expect, test } from 'vitest'
import { findBreaks, planWindows, unaskedSpans } from './plan-windows.ts'

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

test('weeks of which every long question says nothing are not asked about day by day', () => {
  const span = (from: string, to: string, state: 'have' | 'empty' = 'empty') => ({ from, to, state })
  const open = new Map<Dataset, Door>([
    ['daily_summary', 'personal'],
    ['sleep', 'personal'],
    ['hrv', 'personal'],
    ['steps', 'personal'],
    ['stress', 'personal'],
  ])
  const year = [span('2026-01-01', '2026-12-31')]
  const found = (known: [Dataset, ReturnType<typeof span>[]][]) =>
    findBreaks(vendorDefinitions.garmin, open, new Map(known))
  const guides = (steps: ReturnType<typeof span>[]): [Dataset, ReturnType<typeof span>[]][] => [
    ['daily_summary', year],
    ['steps', steps],
    ['stress', year],
  ]
  const sleep = { dataset: 'sleep', door: 'personal' }
  expect(found(guides([span('2026-03-01', '2026-03-20')]))).toEqual([
    { ...sleep, from: '2026-03-01', to: '2026-03-20' },
  ])
  expect(found([...guides(year), ['sleep', [span('2026-02-01', '2026-12-31', 'have')]]])).toEqual([
    { ...sleep, from: '2026-01-01', to: '2026-01-31' },
  ])
  expect(found(guides([span('2026-03-01', '2026-03-13')]))).toEqual([])
  expect(found(guides([span('2026-03-01', '2026-03-20', 'have')]))).toEqual([])
  expect(found([['steps', year]])).toEqual([])
})
