import { expect, test } from 'vitest'
import { fuzzAppliance } from './fuzz.ts'

test('200 requests out of the OpenAPI document are answered by the running appliance as it says', async () => {
  const { requests, byStatus, complaints } = await fuzzAppliance({ requests: 200, seed: 1 })
  expect([...complaints.keys()]).toEqual([])
  expect(requests).toBe(200)
  expect(byStatus.get(200)).toBeGreaterThan(20)
}, 120_000)
