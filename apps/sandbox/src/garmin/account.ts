import { randomBytes, randomUUID } from 'node:crypto'
import type { LocalDate } from '@rc/domain'
import type { Clock } from './clock.ts'
import { createFaultBook, type FaultBook } from './faults/fault.ts'
import { createHistory, type History } from './history/history.ts'
import type { FileStore } from './history/file-store.ts'
import { createWorkoutStore, type WorkoutStore } from './workouts/workout-store.ts'

export const mfaMethods = ['email', 'phone', 'totp'] as const
export type MfaMethod = (typeof mfaMethods)[number]

export interface AccountOptions {
  email: string
  password: string
  mfa?: MfaMethod
  /** Decides the athlete's life. */
  seed: number
  /** How far back it goes, up to the emulator's today. */
  years: number
  /** The day on which it begins, instead of `years`: it stays the same as time goes on. */
  firstDay?: LocalDate
  timeZone?: string
  displayName?: string
  fullName?: string
  /** A Personal API key that is good from the start; one is made up otherwise. */
  personalKey?: string
}

export interface PersonalKey {
  value: string
  state: 'active' | 'expired' | 'revoked'
}

export interface Account {
  /** 1, 2, 3 … in the order of creation; part of every id. */
  number: number
  profileId: number
  guid: string
  email: string
  password: string
  mfa: MfaMethod | null
  totpSecret: Buffer
  displayName: string
  fullName: string
  timeZone: string
  /** Only one can exist at a time. */
  personalKey: PersonalKey
  /** Which of the imaginable forms the answer of the token call has. */
  tokenReply: 'snake' | 'camel' | 'expires_at' | 'text'
  /** Asked of Europeans before anything may be written. */
  uploadConsent: boolean
  history: History
  workouts: WorkoutStore
  faults: FaultBook
}

export function createAccount(
  options: AccountOptions,
  given: { number: number; clock: Clock; files: FileStore },
): Account {
  const { number, clock, files } = given
  const timeZone = options.timeZone ?? 'Asia/Seoul'
  return {
    number,
    profileId: 99_000_000 + number,
    guid: randomUUID(),
    email: options.email,
    password: options.password,
    mfa: options.mfa ?? null,
    totpSecret: randomBytes(20),
    displayName: options.displayName ?? `athlete-${number}`,
    fullName: options.fullName ?? 'Synthetic Athlete',
    timeZone,
    personalKey: {
      value: options.personalKey ?? `GCDC_${randomBytes(24).toString('base64url').replaceAll('-', 'x')}`,
      state: 'active',
    },
    tokenReply: 'snake',
    uploadConsent: true,
    history: createHistory({
      number,
      seed: options.seed,
      years: options.years,
      firstDay: options.firstDay,
      timeZone,
      clock,
      files,
    }),
    workouts: createWorkoutStore(number),
    faults: createFaultBook(),
  }
}
