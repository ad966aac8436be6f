import { eq, sql } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { users } from '../schema/index.ts'
import { removeSamples } from './samples.ts'

type Doors = Pick<Database, 'db'>

const account = {
  id: users.id,
  login: users.login,
  displayName: users.displayName,
  role: users.role,
  locale: users.locale,
  timeZone: users.timeZone,
  birthYear: users.birthYear,
  sex: users.sex,
  profileCompletedAt: users.profileCompletedAt,
}

/** One account without its password. */
export type Account = Pick<typeof users.$inferSelect, keyof typeof account>

export async function countUsers({ db }: Doors): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`select count_users()::integer as n`)
  return row?.n ?? 0
}

/** Everybody who is about to write something of this athlete has written it; from here on nobody does. */
export async function lockAccount({ sql, userId }: Tenant): Promise<{ login: string } | null> {
  const [row] = await sql<{ login: string }[]>`select login from users where id = ${userId} for update`
  return row ?? null
}

const ACTIVITIES_AT_ONCE = 200

/** Removes the account and all rows that belong to it; samples know no foreign key and go first. */
export async function deleteAccount(tenant: Tenant): Promise<void> {
  const { sql, userId } = tenant
  const ids = (await sql<{ id: number }[]>`select id from activities order by started_at`).map(({ id }) => id)
  for (let at = 0; at < ids.length; at += ACTIVITIES_AT_ONCE)
    await removeSamples(tenant, ids.slice(at, at + ACTIVITIES_AT_ONCE))
  await sql`delete from users where id = ${userId}`
}

export interface NewAccount {
  login: string
  displayName: string
  passwordHash: string
  locale: 'ko' | 'en'
  timeZone: string
}

/** Creates the account of an empty appliance; null when there already is one. */
export async function createFirstUser({ db }: Doors, user: NewAccount): Promise<number | null> {
  const [row] = await db.execute<{ id: number | null }>(sql`select create_first_user(
    ${user.login}, ${user.displayName}, ${user.passwordHash}, ${user.locale}, ${user.timeZone}) as id`)
  return row?.id ?? null
}

export async function findLogin(
  { db }: Doors,
  login: string,
): Promise<{ userId: number; passwordHash: string } | null> {
  const [row] = await db.execute<{ user_id: number; password_hash: string }>(sql`select * from find_login(${login})`)
  return row ? { userId: row.user_id, passwordHash: row.password_hash } : null
}

export async function updatePassword({ tx, userId }: Tenant, passwordHash: string): Promise<void> {
  await tx.update(users).set({ passwordHash }).where(eq(users.id, userId))
}

export async function readAccount({ tx, userId }: Tenant): Promise<Account | null> {
  const [row] = await tx.select(account).from(users).where(eq(users.id, userId))
  return row ?? null
}

type Changeable = 'displayName' | 'locale' | 'timeZone' | 'birthYear' | 'sex' | 'profileCompletedAt'
export type AccountChanges = { [K in Changeable]?: Account[K] | undefined }

/** Writes what is given; `undefined` leaves a field alone. */
export async function updateAccount({ tx, userId }: Tenant, changes: AccountChanges): Promise<void> {
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  if (Object.keys(given).length > 0) await tx.update(users).set(given).where(eq(users.id, userId))
}
