import { join } from 'node:path'
import { conventions } from '@rc/analytics/goldencheetah'
import { sharedDir } from '@rc/testing/corpus'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { repository } from '../run-main.ts'
import { compareWithGoldenCheetah, readOracle, type Comparison } from './compare-with-goldencheetah.ts'

const shared = sharedDir()

describe.skipIf(shared === null)('beside GoldenCheetah', () => {
  test('every number agrees within 1 %, or a convention that is told of explains it', () => {
    const oracle = readOracle(join(shared!, 'data/goldencheetah/oracle.json'))
    const rows: Comparison[] = [...compareWithGoldenCheetah(oracle, join(shared!, 'data/files/corpus'))].flat()
    expect(rows.filter(({ verdict }) => verdict === 'differs')).toEqual([])
    expect(rows.length).toBeGreaterThan(4000)
    expect(rows.filter(({ verdict }) => verdict === 'agrees').length / rows.length).toBeGreaterThan(0.79)
    const power = rows.filter(({ metric }) => metric.endsWith('_critical_power'))
    expect(power.filter(({ verdict }) => verdict === 'agrees').length / power.length).toBeGreaterThan(0.95)
    const told = readFileSync(join(repository, 'packages/analytics/GOLDENCHEETAH.md'), 'utf8')
    for (const verdict of new Set<string>([...conventions, ...rows.map((row) => row.verdict)]))
      expect(told.includes(`\`${verdict}\``) || verdict === 'agrees', verdict).toBe(true)
  }, 120_000)
})
