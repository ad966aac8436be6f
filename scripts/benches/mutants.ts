import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readFile } from '@rc/files'
import { sampleFit, sampleGpx, sampleTcx } from '@rc/services/ingest/sample-files'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import { isFlagged, mutate } from '@rc/testing/mutants'
import { printFigures } from '../measure/figures.ts'

const slowestTargetMs = 2_000
/** Larger ones say the same, later. */
const largestBytes = 200_000

interface Original {
  name: string
  bytes: Uint8Array
}

/** ./scripts/bench mutants [--count N] [--seed N]: damaged files of every format; the decoder says so of each FIT file, and none ends it. */
export async function run(args: string[]): Promise<void> {
  const options = {
    count: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '20261121' },
  } as const
  const { values } = parseArgs({ args, options })
  const { mutants, refused, crashes, unflagged, slowestMs } = readMutants(Number(values.count), Number(values.seed))
  console.log(`${mutants} mutants: ${refused} refused, the others read and flagged as far as their format can tell`)
  for (const line of [...crashes, ...unflagged].slice(0, 20)) console.log(line)
  printFigures([
    { name: 'crashes', value: crashes.length, unit: '', target: 0 },
    { name: 'damaged FIT files read without a flag', value: unflagged.length, unit: '', target: 0 },
    { name: 'slowest', value: slowestMs, unit: 'ms', target: slowestTargetMs },
  ])
  if (crashes.length + unflagged.length > 0 || slowestMs > slowestTargetMs) process.exitCode = 1
}

function readMutants(count: number, seed: number) {
  const originals = findOriginals()
  const result = { mutants: 0, refused: 0, crashes: [] as string[], unflagged: [] as string[], slowestMs: 0 }
  for (const { original, bytes } of mutate(
    originals.map((file) => file.bytes),
    count,
    seed,
  )) {
    const { name } = originals[original]!
    const about = `mutant ${result.mutants++} of ${name}`
    const startedAt = performance.now()
    try {
      const outcome = readFile(bytes, name)
      if (!outcome.ok) result.refused++
      else if (name.endsWith('.fit') && !isFlagged(outcome)) result.unflagged.push(`${about} has no flag`)
    } catch (error) {
      result.crashes.push(`${about}: ${String(error)}`)
    }
    result.slowestMs = Math.max(result.slowestMs, performance.now() - startedAt)
  }
  return result
}

/** Sound files: some that are made, and those of the corpus where it is there. */
function findOriginals(): Original[] {
  const startS = 1_790_000_000
  const made = [
    { name: 'made.fit', bytes: sampleFit({ startS }) },
    { name: 'made.tcx', bytes: sampleTcx({ startS, seconds: 100 }) },
    { name: 'made.gpx', bytes: sampleGpx({ startS, seconds: 100 }) },
  ]
  const shared = sharedDir()
  const real = shared === null ? [] : corpusFiles(join(shared, 'data/files'))
  const sound = real
    .filter(({ family }) => family !== 'synthetic' && family !== 'corrupt')
    .map((file) => ({ name: file.file.split('/').at(-1)!, bytes: file.bytes() }))
    .filter(({ name, bytes }) => bytes.length <= largestBytes && !isFlagged(readFile(bytes, name)))
  return [...made, ...sound]
}
