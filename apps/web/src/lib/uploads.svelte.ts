import { addImportFile, type Problem, startImport } from '@rc/contract'
import { addressOf, ApiError, call } from './api.ts'

/** A file on its way, with the path it had in its folder. */
export interface LocalFile {
  name: string
  file: File
}
interface Upload extends LocalFile {
  batchId: number
  sentBytes: number
  tries: number
}
interface FailedUpload extends Upload {
  error: ApiError
}

const AT_ONCE = 3
const TRIES = 4
const NAME_LIMIT = 255

let waiting: Upload[] = []
let active = $state<Upload[]>([])
let failed = $state.raw<FailedUpload[]>([])
let total = $state(0)
let finished = $state(0)
let totalBytes = $state(0)
let finishedBytes = $state(0)
let paused = $state(false)

/** Files on their way to the server. They keep going while the athlete looks at other pages. */
export const uploads = {
  get total(): number {
    return total
  },
  /** Sent or given up. */
  get finished(): number {
    return finished
  },
  get totalBytes(): number {
    return totalBytes
  },
  get sentBytes(): number {
    return finishedBytes + active.reduce((sum, upload) => sum + upload.sentBytes, 0)
  },
  get failed(): FailedUpload[] {
    return failed
  },
  get paused(): boolean {
    return paused
  },
  /** Opens one batch for the files and begins. Throws `ApiError` when the batch cannot be opened. */
  async add(files: LocalFile[], name: string): Promise<number> {
    const batch = await call(startImport, { json: { name } })
    if (finished === total) reset()
    enqueue(files.map((file) => ({ ...file, batchId: batch.id, sentBytes: 0, tries: 0 })))
    return batch.id
  },
  pause(): void {
    paused = true
  },
  resume(): void {
    paused = false
    sendNext()
  },
  retryFailed(): void {
    const again = failed
    failed = []
    finished -= again.length
    total -= again.length
    totalBytes -= again.reduce((sum, upload) => sum + upload.file.size, 0)
    enqueue(again.map((upload) => ({ ...upload, sentBytes: 0, tries: 0 })))
  },
}

function reset(): void {
  total = finished = totalBytes = finishedBytes = 0
  failed = []
}

function enqueue(files: Upload[]): void {
  total += files.length
  totalBytes += files.reduce((sum, { file }) => sum + file.size, 0)
  waiting.push(...files)
  sendNext()
}

function sendNext(): void {
  while (!paused && active.length < AT_ONCE) {
    const next = waiting.shift()
    if (!next) break
    active.push(next)
    void run(active.at(-1) as Upload)
  }
  if (active.length > 0 || waiting.length > 0) addEventListener('beforeunload', askBeforeLeaving)
  else removeEventListener('beforeunload', askBeforeLeaving)
}

/** What has not been sent yet lives only in this page. */
const askBeforeLeaving = (event: BeforeUnloadEvent): void => event.preventDefault()

async function run(upload: Upload): Promise<void> {
  const error = await send(upload).then(
    () => null,
    (cause: unknown) => (cause instanceof ApiError ? cause : new ApiError('internal')),
  )
  active = active.filter((other) => other !== upload)
  const passing = error?.code === 'offline' || error?.code === 'unavailable'
  if (error && passing && ++upload.tries < TRIES) {
    setTimeout(
      () => {
        waiting.unshift({ ...upload, sentBytes: 0 })
        sendNext()
      },
      1000 * 2 ** upload.tries,
    )
    return
  }
  finished += 1
  finishedBytes += upload.file.size
  if (error) failed = [...failed, { ...upload, error }]
  if (error?.code === 'unauthenticated') waiting = []
  sendNext()
}

/** `fetch` cannot tell how much of a body has left. */
function send(upload: Upload): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', addressOf(addImportFile, { id: upload.batchId }, { name: upload.name.slice(-NAME_LIMIT) }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => (upload.sentBytes = event.loaded))
    request.addEventListener('error', () => fail(new ApiError('offline')))
    request.addEventListener('load', () => (request.status < 300 ? done() : fail(errorOf(request))))
    request.send(upload.file)
  })
}

function errorOf(request: XMLHttpRequest): ApiError {
  try {
    const problem = JSON.parse(request.responseText) as Problem
    return new ApiError(problem.code, request.status, problem.reasons ?? [])
  } catch {
    return new ApiError(request.status >= 502 ? 'unavailable' : 'internal', request.status)
  }
}
