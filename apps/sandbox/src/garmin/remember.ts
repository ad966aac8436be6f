import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import type { Bearer, RefreshToken } from './tokens/token-store.ts'
import type { StoredSchedule, StoredWorkout } from './workouts/workout-store.ts'
import { accountByEmail, type World } from './world.ts'

type Owned<T> = Omit<T, 'account'> & { email: string }

/** What has to outlive the emulator so that a client goes on where it was: tokens, and the library of workouts. */
interface Memory {
  bearers: [string, Owned<Bearer>][]
  refreshTokens: [string, Owned<RefreshToken>][]
  workouts: { email: string; workouts: StoredWorkout[]; schedules: StoredSchedule[] }[]
}

const withoutAccount = <T extends { account: { email: string } }>([key, { account, ...rest }]: [string, T]) =>
  [key, { ...rest, email: account.email }] as [string, Owned<T>]

export function writeMemory(world: World, path: string): void {
  const memory: Memory = {
    bearers: [...world.bearers].map(withoutAccount),
    refreshTokens: [...world.refreshTokens].map(withoutAccount),
    workouts: world.accounts.map(({ email, workouts }) => ({
      email,
      workouts: [...workouts.workouts.values()],
      schedules: [...workouts.schedules.values()],
    })),
  }
  writeFileSync(`${path}.part`, JSON.stringify(memory), { mode: 0o600 })
  renameSync(`${path}.part`, path)
}

/** Nothing is remembered where there is no such file. */
export function readMemory(world: World, path: string): void {
  let memory: Memory
  try {
    memory = JSON.parse(readFileSync(path, 'utf8')) as Memory
  } catch {
    return
  }
  for (const [token, { email, ...bearer }] of memory.bearers) {
    const account = accountByEmail(world, email)
    if (account) world.bearers.set(token, { ...bearer, account })
  }
  for (const [token, { email, ...refresh }] of memory.refreshTokens) {
    const account = accountByEmail(world, email)
    if (account) world.refreshTokens.set(token, { ...refresh, account })
  }
  for (const { email, workouts, schedules } of memory.workouts) {
    const store = accountByEmail(world, email)?.workouts
    for (const workout of workouts) store?.restore(workout)
    for (const schedule of schedules) store?.restore(schedule)
  }
}
