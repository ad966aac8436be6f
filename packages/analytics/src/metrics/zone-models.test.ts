import { expect, test } from 'vitest'
import { noThresholds, thresholds } from '../test-recording.ts'
import { zoneModels } from './zone-models.ts'

const defaultsOf = (models: ReturnType<typeof zoneModels>) =>
  models.filter(({ isDefault }) => isDefault).map(({ model }) => model)

test('with everything known each model has its bounds, and Friel’s count', () => {
  const models = zoneModels(thresholds)
  expect(models.every(({ bounds, missing }) => bounds.length > 0 && missing.length === 0)).toBe(true)
  expect(defaultsOf(models)).toEqual(['friel_run_lthr', 'friel_bike_lthr', 'three_zone', 'gc_cv_run', 'gc_cv_swim'])
  expect(models.find(({ model }) => model === 'karvonen')!.bounds[0]).toBe(120)
})

test('what is missing is named, and the next best model counts', () => {
  expect(zoneModels(noThresholds).every(({ bounds }) => bounds.length === 0)).toBe(true)
  expect(zoneModels(noThresholds).flatMap(({ missing }) => missing)).toContain('css_mps')
  expect(defaultsOf(zoneModels({ ...noThresholds, hrMaxBpm: 190 }))).toEqual(['pct_hrmax'])
  expect(defaultsOf(zoneModels({ ...noThresholds, hrMaxBpm: 190, hrRestBpm: 50 }))).toEqual(['karvonen', 'three_zone'])
})
