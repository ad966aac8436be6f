import { expect, test } from 'vitest'
import { benchScience } from './science.ts'

test('a threshold and single runs in two months of the bench athlete', async () => {
  const figures = await benchScience({ today: '2026-11-20', days: 60, singles: 2 })
  const valueOf = (name: string) => figures.find((figure) => figure.name === name)!.value
  for (const kind of ['lthr_bpm', 'ftp_w']) {
    expect(valueOf(`${kind} changed: numbers of activities touched`), kind).toBeGreaterThan(0)
    expect(valueOf(`${kind} changed: of them not dependent on it`), kind).toBe(0)
  }
  expect(valueOf('rows of history read for it, p50')).toBeLessThan(5_000)
}, 240_000)
