/** The emulator's own time: that of the machine until a test takes it over. */
export interface Clock {
  nowMs(): number
  nowS(): number
  /** Stops the clock at this instant. */
  set(iso: string): void
  /** Moves on by so many seconds, stopped or running. */
  advance(seconds: number): void
}

export function createClock(stoppedAt?: string): Clock {
  let stoppedMs = stoppedAt === undefined ? null : Date.parse(stoppedAt)
  let aheadMs = 0
  const nowMs = () => stoppedMs ?? Date.now() + aheadMs
  return {
    nowMs,
    nowS: () => nowMs() / 1000,
    set: (iso) => {
      stoppedMs = Date.parse(iso)
    },
    advance: (seconds) => {
      if (stoppedMs === null) aheadMs += 1000 * seconds
      else stoppedMs += 1000 * seconds
    },
  }
}
