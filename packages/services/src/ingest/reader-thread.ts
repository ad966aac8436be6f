import type { Outcome } from '@rc/domain'
import { move, transferableSymbol, valueSymbol } from 'piscina'
import { readDocument } from '../guidelines/read-document.ts'
import { analyse, readFileTask, type NormalisedFile, type ReadFileTask } from './read-file-task.ts'

// What runs in the threads of the reader pool (see file-reader.ts).

/** The samples change hands instead of being copied: they are most of what a file holds. */
export async function read(task: ReadFileTask): Promise<Outcome<NormalisedFile>> {
  const result = await readFileTask(task)
  const recordings = result.ok ? result.value.recordings : []
  const buffers = recordings.flatMap(({ samples }) => [samples.payload.buffer, samples.rowStarts.buffer])
  return move({ [transferableSymbol]: buffers, [valueSymbol]: result }) as unknown as Outcome<NormalisedFile>
}

export { analyse, readDocument }
