import {
  deleteAiPrice,
  listAiPrices,
  noteAgreement,
  putAiPrice,
  putAiSettings,
  readAiSettings,
  type AiPriceRow,
  type AiSettingsRow,
} from '@rc/db/queries/ai'
import { sumSpent } from '@rc/db/queries/ai-runs'
import { dropVectors } from '@rc/db/queries/guideline-vectors'
import { readAccount } from '@rc/db/queries/accounts'
import type { Tenant } from '@rc/db'
import { type AiSignal, aiSignals, AppError, type LocalDate } from '@rc/domain'
import type { Place } from '@rc/vault'
import { iso } from '../activities/present-activity.ts'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import { checkOutsideAddress } from '../outside/check-outside-address.ts'
import { sealSecret } from '../vault/secrets.ts'
import { enqueueJob } from '../work/manage-jobs.ts'

/** What a server can do, as a trial has shown. */
export interface Probe {
  api: 'responses' | 'chat'
  format: 'json_schema' | 'json_object' | 'text'
  failure: string | null
  at: string
}

export interface AiDoor extends Omit<AiSettingsRow, 'userId' | 'createdAt' | 'updatedAt' | 'signals' | 'probe'> {
  signals: AiSignal[]
  probe: Probe | null
}

export const openAiUrl = 'https://api.openai.com/v1'
/** Share of the cap from which on it is said to be near. */
const nearShare = 0.8

/** What stands before anything was said: nobody is asked. */
const untouched: AiDoor = {
  provider: 'off',
  baseUrl: openAiUrl,
  keySealed: null,
  chatModel: 'gpt-6-luna',
  planModel: 'gpt-6-sol',
  capMicroUsd: 5_000_000,
  retentionDays: 365,
  signals: aiSignals.filter((signal) => signal !== 'weight'),
  probe: null,
  agreedAt: null,
  embedModel: null,
  embedDimensions: null,
  embedFailure: null,
}

export const keyPlace = (userId: number): Place => ({
  table: 'ai_settings',
  userId,
  row: String(userId),
  column: 'key_sealed',
})

export async function readDoor(tenant: Tenant): Promise<AiDoor> {
  const row = await readAiSettings(tenant)
  if (row === null) return untouched
  const { userId: _userId, createdAt: _createdAt, updatedAt: _updatedAt, ...kept } = row
  const signals = aiSignals.filter((signal) => row.signals.includes(signal))
  return { ...kept, signals, probe: row.probe as Probe | null }
}

/** The athlete's month, `YYYY-MM`. */
export const monthOf = (today: LocalDate): string => today.slice(0, 7)

/** Who answers, and why not a model. */
export async function whoAnswers(tenant: Tenant, door: AiDoor, month: string) {
  const { spent, held } = await sumSpent(tenant, month)
  const answers =
    door.provider === 'off'
      ? ('off' as const)
      : door.provider === 'openai' && door.keySealed === null
        ? ('no_key' as const)
        : spent + held >= door.capMicroUsd
          ? ('budget' as const)
          : door.agreedAt === null
            ? ('not_agreed' as const)
            : ('model' as const)
  return { spent, held, answers }
}

export const getAiSettings = ({ database, now }: Pick<Deps, 'database' | 'now'>, userId: number) =>
  database.asUser(userId, async (tenant) => {
    const door = await readDoor(tenant)
    const month = monthOf((await readToday(tenant, now())).today)
    const { spent, held, answers } = await whoAnswers(tenant, door, month)
    const { keySealed, agreedAt, embedModel: _model, embedDimensions: _size, embedFailure: _why, ...shown } = door
    const used = spent + held
    return {
      ...shown,
      hasKey: keySealed !== null,
      agreedAt: iso(agreedAt),
      month,
      spentMicroUsd: spent,
      heldMicroUsd: held,
      answers,
      budget:
        used >= door.capMicroUsd
          ? ('spent' as const)
          : used >= nearShare * door.capMicroUsd
            ? ('near' as const)
            : ('fine' as const),
      isOwner: (await readAccount(tenant))?.role === 'owner',
    }
  })

export interface AiWish extends Pick<
  AiDoor,
  'provider' | 'baseUrl' | 'chatModel' | 'planModel' | 'capMicroUsd' | 'retentionDays' | 'signals'
> {
  /** Undefined: the one that is kept; empty: none. */
  key?: string | undefined
}

/**
 * Keeps what the athlete wants, the key sealed. An address inside that the owner has not listed is refused before anything
 * is kept. Another address, or one more signal that may leave, asks for their agreement again; another address also forgets
 * the key, which was for the one before.
 */
export async function setAiSettings(
  deps: Pick<Deps, 'database' | 'config' | 'now' | 'queue' | 'log'>,
  userId: number,
  { key, ...wish }: AiWish,
) {
  const baseUrl = wish.baseUrl === '' ? openAiUrl : wish.baseUrl.replace(/\/+$/, '')
  if (wish.provider !== 'off') {
    const { hostname, port, protocol } = new URL(baseUrl)
    const target = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }
    await checkOutsideAddress(deps, target).catch((error: unknown) => {
      // A name that nobody knows now may be known tomorrow.
      if (!(error instanceof AppError) || error.code !== 'vendor_unavailable') throw error
    })
  }
  const keySealed = key ? await sealSecret(deps, keyPlace(userId), key) : null
  await deps.database.asUser(userId, async (tenant) => {
    const before = await readDoor(tenant)
    const isElsewhere = before.baseUrl !== baseUrl || before.provider !== wish.provider
    const isWider = wish.signals.some((signal) => !before.signals.includes(signal))
    const isOther = isElsewhere || before.planModel !== wish.planModel || key !== undefined
    await putAiSettings(tenant, {
      ...wish,
      baseUrl,
      probe: isOther ? null : before.probe,
      agreedAt: isElsewhere || isWider ? null : before.agreedAt,
      ...(key !== undefined || before.baseUrl !== baseUrl ? { keySealed } : {}),
      // Another server, other numbers, and texts that have not been agreed to go there.
      ...(isElsewhere ? { embedModel: null, embedDimensions: null, embedFailure: null } : {}),
    })
    if (isElsewhere) await dropVectors(tenant, null)
  })
  if (wish.provider !== 'off') await testAi(deps, userId)
  return getAiSettings(deps, userId)
}

/** Finds out, soon, what the server can do. Throws `invalid_input` where none is set up. */
export async function testAi(deps: Pick<Deps, 'database' | 'queue' | 'log'>, userId: number) {
  const door = await deps.database.asUser(userId, readDoor)
  if (door.provider === 'off') throw new AppError('invalid_input', 'no model is set up')
  const { id } = await enqueueJob(deps, userId, 'ai.door.probe', {}, 'ai')
  return { jobId: id }
}

/** The athlete has seen what is sent to this address; of another one they have not (`conflict`). */
export async function agreeToSend(deps: Pick<Deps, 'database' | 'now'>, userId: number, baseUrl: string) {
  await deps.database.asUser(userId, async (tenant) => {
    const door = await readDoor(tenant)
    if (door.baseUrl !== baseUrl || door.provider === 'off')
      throw new AppError('conflict', 'the address has changed since it was looked at')
    await noteAgreement(tenant, deps.now())
  })
  return getAiSettings(deps, userId)
}

const present = ({ model, validFrom, input, cachedInput, cacheWrite, output, source }: AiPriceRow) => ({
  model,
  validFrom,
  input,
  cachedInput,
  cacheWrite,
  output,
  source,
})

export const listPrices = ({ database }: Pick<Deps, 'database'>, userId: number) =>
  database.asUser(userId, async (tenant) => ({ prices: (await listAiPrices(tenant)).map(present) }))

async function requireOwner(tenant: Tenant): Promise<void> {
  if ((await readAccount(tenant))?.role !== 'owner')
    throw new AppError('forbidden', 'the list of prices is the owner’s')
}

/** A price from a day on, for everybody of the house. Throws `forbidden`. */
export const setPrice = (deps: Pick<Deps, 'database'>, userId: number, price: AiPriceRow) =>
  deps.database.asUser(userId, async (tenant) => {
    await requireOwner(tenant)
    await putAiPrice(tenant, price)
    return { prices: (await listAiPrices(tenant)).map(present) }
  })

/** Throws `forbidden`, `not_found`. */
export const removePrice = (
  deps: Pick<Deps, 'database'>,
  userId: number,
  which: { model: string; validFrom: LocalDate },
): Promise<void> =>
  deps.database.asUser(userId, async (tenant) => {
    await requireOwner(tenant)
    if (!(await deleteAiPrice(tenant, which))) throw new AppError('not_found', 'no such price')
  })
