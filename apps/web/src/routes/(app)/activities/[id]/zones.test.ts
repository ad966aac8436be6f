import { expect, test } from 'vitest'
import { hrZonesOf, zoneOf } from './zones.ts'

const metric = (detail: Record<string, unknown> | null) => ({
  metricId: 'time_in_hr_zones',
  sessionIndex: -1,
  version: 1,
  value: 600,
  unit: 's',
  method: 'friel_run_lthr',
  coverage: 1,
  confidence: 'high' as const,
  missing: [],
  detail,
})

test('the three zones above threshold become the fifth', () => {
  const zones = hrZonesOf(
    metric({ bounds: [0, 141, 149, 158, 166, 171, 178], seconds: [0, 10, 20, 30, 40, 5, 6, 7], missingS: 2 }),
  )
  expect(zones?.rows.map(({ seconds }) => seconds)).toEqual([10, 20, 30, 40, 18])
  expect(zones?.rows.at(-1)).toMatchObject({ zone: 5, fromBpm: 166, toBpm: null })
  expect(zones && [zoneOf(zones, 150), zoneOf(zones, 190)]).toEqual([3, 5])
})

test('below the first zone is no zone', () => {
  const zones = hrZonesOf(metric({ bounds: [120, 135, 150, 165, 180], seconds: [60, 1, 2, 3, 4, 5], missingS: 0 }))
  expect(zones).toMatchObject({ belowS: 60, totalS: 75 })
  expect(zones && zoneOf(zones, 100)).toBeNull()
})

test('without detail there are none', () => expect(hrZonesOf(metric(null))).toBeNull())
