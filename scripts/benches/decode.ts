import { join } from 'node:path'
import { readFile } from '@rc/files'
import { corpusFiles, sharedDir } from '@rc/testing/corpus'
import FitParser from 'fit-file-parser'
import { percentile, timed } from '../measure/figures.ts'
import { explain } from '../run-main.ts'

const rounds = 7
const ratioTarget = 10

/** ./scripts/bench decode [DIR]: bytes to understood contents, beside fit-file-parser on the same files in the same run. */
export async function run([dir]: string[]): Promise<void> {
  const shared = sharedDir()
  if (dir === undefined && shared === null)
    throw explain('There is no corpus.', 'Put it beside the clone, name it in RC_SHARED, or give a folder.')
  const ratio = await benchDecode(dir ?? join(shared!, 'data/files'))
  if (ratio < ratioTarget) process.exitCode = 1
}

/** Prints both decoders' medians over interleaved rounds and the ratio of the two; files only one of them can read count for both. */
export async function benchDecode(dir: string): Promise<number> {
  const files = corpusFiles(dir)
    .filter((file) => file.kind === 'fit')
    .map((file) => Buffer.from(file.bytes()))
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const [own, other] = [await timed(() => decodeOurs(files)), await timed(() => decodeTheirs(files))]
    // The first round warms both up.
    if (round === 0) continue
    ours.push(own.ms)
    theirs.push(other.ms)
  }
  const megabytes = files.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6
  const print = (name: string, samples: number[]) => {
    const ms = percentile(samples, 0.5)
    console.log(
      `${name.padEnd(16)} ${ms.toFixed(0).padStart(6)} ms  ${(megabytes / (ms / 1000)).toFixed(1).padStart(6)} MB/s`,
    )
    return ms
  }
  console.log(`${files.length} FIT files, ${megabytes.toFixed(1)} MB, median of ${rounds} rounds`)
  const ratio = 1 / (print('ours', ours) / print('fit-file-parser', theirs))
  console.log(
    `ratio            ${ratio.toFixed(1).padStart(6)}  target ≥ ${ratioTarget}  ${ratio >= ratioTarget ? 'met' : 'MISSED'}`,
  )
  return ratio
}

function decodeOurs(files: readonly Buffer<ArrayBuffer>[]): void {
  for (const bytes of files) readFile(bytes, 'activity.fit')
}

async function decodeTheirs(files: readonly Buffer<ArrayBuffer>[]): Promise<void> {
  for (const bytes of files) {
    try {
      await new FitParser({ force: true, mode: 'list' }).parseAsync(bytes)
    } catch {
      // It refuses damaged files; what it did until then counts.
    }
  }
}
