import { fileURLToPath } from 'node:url'
import type { Outcome } from '@rc/domain'
import { Piscina } from 'piscina'
import { createGate } from '../auth/gate.ts'
import type { DocumentRead, ReadDocumentTask } from '../guidelines/read-document.ts'
import type { AnalyseTask, DerivedRows, NormalisedFile, ReadFileTask } from './read-file-task.ts'

type Task = ReadFileTask | AnalyseTask | ReadDocumentTask

/** Threads in which files are understood: a hostile file costs its thread, never the process. */
export interface FileReader {
  /** `missing` says why the file is not readable, a thread that ran out of time or memory included. */
  read(task: ReadFileTask): Promise<Outcome<NormalisedFile>>
  analyse(task: AnalyseTask): Promise<DerivedRows>
  /** A text to be found by questions; `missing` as above. */
  readDocument(task: ReadDocumentTask): Promise<Outcome<DocumentRead>>
  close(): Promise<void>
}

/** A file of normal size takes well below 2 s; this is for one that does not end. */
const LIMIT_MS = 10_000

/** A thread that has just been started is slow for a while: one that was used lately is worth keeping. */
const IDLE_MS = 60_000

/** Threads start with the first file and end some time after the last, so that an idle worker is small. */
export function createFileReader({ threads, limitMs = LIMIT_MS }: { threads: number; limitMs?: number }): FileReader {
  const pool = new Piscina<Task>({
    filename: fileURLToPath(import.meta.resolve('./reader-thread.ts')),
    minThreads: 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    concurrentTasksPerWorker: 1,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 },
  })
  // Waiting for a thread must not count as the file's time, so that the pool itself never has a queue.
  const gate = createGate({ atOnce: threads, waiting: Infinity })
  const run = (name: string, task: Task): Promise<unknown> =>
    gate(() => pool.run(task, { name, signal: AbortSignal.timeout(limitMs) }))
  const understand = async <T>(name: string, task: Task): Promise<Outcome<T>> => {
    try {
      return (await run(name, task)) as Outcome<T>
    } catch (error) {
      const reason = reasonOf(error)
      if (reason === null) throw error
      return { ok: false, missing: [reason] }
    }
  }
  return {
    read: (task) => understand<NormalisedFile>('read', task),
    readDocument: (task) => understand<DocumentRead>('readDocument', task),
    analyse: (task) => run('analyse', task) as Promise<DerivedRows>,
    close: () => pool.destroy(),
  }
}

/** What the file did to its thread; null when it was not the file. */
function reasonOf(error: unknown): string | null {
  if (!(error instanceof Error)) return 'reader_crashed'
  const code = 'code' in error ? error.code : undefined
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'reader_timeout'
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'reader_out_of_memory'
  // An error loses its code on the way out of a thread; the disk's are told by how they begin.
  if (/^E[A-Z]+: /.test(error.message)) return null
  return 'reader_crashed'
}
