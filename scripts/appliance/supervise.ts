import type { ProcessId } from '../process-id.ts'

export interface Running {
  process: ProcessId
  /** Settles when it has ended, wanted or not. */
  exited: Promise<void>
  stop(): Promise<void>
}

export interface Service {
  name: string
  start(): Promise<Running>
}

export interface Supervised {
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
/** Whoever ran this long was healthy; its next crash counts as the first. */
const HEALTHY_MS = 60_000

/** Starts a service and keeps it running: after a crash it is started again, after ever longer pauses. */
export async function supervise(service: Service, onStart: (running: Running) => void = () => {}): Promise<Supervised> {
  let stopping = false
  let endPause = () => {}
  const start = async () => {
    const running = await service.start()
    onStart(running)
    return running
  }
  let running: Running | null = await start()

  const keepUp = async () => {
    let pauseMs = FIRST_PAUSE_MS
    while (!stopping) {
      const startedAt = Date.now()
      await running?.exited
      running = null
      if (stopping) return
      if (Date.now() - startedAt > HEALTHY_MS) pauseMs = FIRST_PAUSE_MS
      console.error(`${service.name} ended; starting it again in ${pauseMs / 1000} s`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        endPause = () => (clearTimeout(timer), resolve())
      })
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)
      if (stopping) return
      running = await start().catch((error: unknown) => (console.error(error), null))
    }
  }
  const kept = keepUp()
  return {
    stop: async () => {
      stopping = true
      endPause()
      await running?.stop()
      await kept
    },
  }
}
