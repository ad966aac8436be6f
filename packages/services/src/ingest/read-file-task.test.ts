import { join } from 'node:path'
import { countCorpusRead, sharedDir } from '@rc/testing/corpus'
import { expect, test } from 'vitest'
import { readFileTask } from './read-file-task.ts'

const shared = sharedDir()

test.skipIf(!shared)('the power of a foot pod is kept, and counted where the watch measured none', async () => {
  const file = 'run/d066f1e5-running.fit'
  countCorpusRead(file)
  const read = await readFileTask({
    path: join(shared!, 'data/files/corpus', file),
    name: file,
    userId: 1,
    athlete: {
      timeZone: 'Asia/Seoul',
      person: { sex: 'unspecified', birthYear: null },
      thresholds: [],
      gapModel: 'minetti2002' as const,
      elevationFeetPerMile: 750,
      srpeScale: null,
    },
    known: [],
    excludedRecordings: [],
    edits: [],
    others: [],
  })
  if (!read.ok) throw new Error(read.missing.join())
  const { parts, samples } = read.value.recordings[0]!
  const kept = JSON.parse(parts.developerChannels.json) as { channel: string; value: (number | null)[] }[]
  expect(kept.map(({ channel }) => channel)).toEqual(['cadenceRpm', 'powerW', 'verticalOscillationMm', 'stanceTimeMs'])
  expect(kept.every(({ value }) => value.length === samples.n)).toBe(true)
  expect(samples.columns).not.toContain('power_w')
  const metrics = JSON.parse(parts.metrics.json) as { metric_id: string; value: number | null }[]
  expect(metrics.find(({ metric_id }) => metric_id === 'np_w')?.value).toBeGreaterThan(100)
})
