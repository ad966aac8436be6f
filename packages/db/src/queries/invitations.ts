import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database, Tenant } from '../database.ts'
import { invitations } from '../schema/index.ts'
import type { NewAccount } from './accounts.ts'

type Doors = Pick<Database, 'db'>

const listed = {
  id: invitations.id,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  acceptedAt: invitations.acceptedAt,
}
/** An invitation without its code. */
export type Invitation = Pick<typeof invitations.$inferSelect, keyof typeof listed>

export async function insertInvitation(
  { tx, userId }: Tenant,
  invitation: Pick<typeof invitations.$inferInsert, 'codeSha256' | 'expiresAt'>,
): Promise<Invitation> {
  const [row] = await tx
    .insert(invitations)
    .values({ userId, ...invitation })
    .returning(listed)
  return row as Invitation
}

export async function listInvitations({ tx, userId }: Tenant): Promise<Invitation[]> {
  return tx.select(listed).from(invitations).where(eq(invitations.userId, userId)).orderBy(desc(invitations.id))
}

/** Takes an invitation back that nobody has accepted yet. */
export async function deleteInvitation({ tx }: Tenant, id: number): Promise<boolean> {
  const rows = await tx
    .delete(invitations)
    .where(and(eq(invitations.id, id), isNull(invitations.acceptedAt)))
    .returning({ id: invitations.id })
  return rows.length > 0
}

export type InvitationState = 'open' | 'accepted' | 'expired'

/** Null: there is none with that code. */
export async function readInvitationState({ db }: Doors, codeSha256: Uint8Array): Promise<InvitationState | null> {
  const [row] = await db.execute<{ state: InvitationState | null }>(
    sql`select invitation_state(${codeSha256}) as state`,
  )
  return row?.state ?? null
}

/** Creates the account of an invited person; null when the invitation does not hold any more. */
export async function createInvitedUser(
  { db }: Doors,
  codeSha256: Uint8Array,
  user: NewAccount,
): Promise<number | null> {
  const [row] = await db.execute<{ id: number | null }>(sql`select accept_invitation(
    ${codeSha256}, ${user.login}, ${user.displayName}, ${user.passwordHash}, ${user.locale}, ${user.timeZone}) as id`)
  return row?.id ?? null
}
