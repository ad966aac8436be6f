import type { Tenant } from '@rc/db'
import { listConnections as listRows, type ConnectionRow, type ProbeLine } from '@rc/db/queries/connections'
import { latestLogin } from '@rc/db/queries/pending-logins'
import { readVendorAccount } from '@rc/db/queries/vendor-accounts'
import { vendors, type Dataset, type Door, type ErrorCode, type Vendor } from '@rc/domain'
import { vendorDefinitions } from '@rc/vendors'
import type { Deps } from '../deps.ts'
import { chooseDoors } from './choose-doors.ts'
import { canSign } from './door-session.ts'
import { presentLogin, type LoginView } from './present-login.ts'

export interface DoorView {
  door: Door
  official: boolean
  state: 'closed' | 'off' | 'verifying' | 'active' | 'reauth_required'
  credentialKind: ConnectionRow['credentialKind'] | null
  renewable: boolean
  accountName: string | null
  capabilities: Dataset[]
  serves: Dataset[]
  expiresAt: string | null
  lastSuccessAt: string | null
  lastError: { code: ErrorCode; reason: string | null; at: string } | null
  authFailures: number
  pausedUntil: string | null
  pauseReason: ErrorCode | null
  probe: { at: string; lines: ProbeLine[] } | null
}

export interface ConnectionView {
  vendor: Vendor
  doors: DoorView[]
  login: LoginView | null
  loginAllowedAt: string | null
  links: { personalKey: string; exportData: string }
}

type Needs = Pick<Deps, 'database' | 'config' | 'now'>

/** Every vendor with its doors, open or not. */
export async function listConnections(deps: Needs, userId: number): Promise<ConnectionView[]> {
  return deps.database.asUser(userId, async (tenant) => {
    const views: ConnectionView[] = []
    for (const vendor of vendors) views.push(await presentConnection(deps, tenant, vendor))
    return views
  })
}

export async function presentConnection(
  { config, now }: Pick<Needs, 'config' | 'now'>,
  tenant: Tenant,
  vendor: Vendor,
): Promise<ConnectionView> {
  const definition = vendorDefinitions[vendor]
  const rows = await listRows(tenant, vendor)
  const account = await readVendorAccount(tenant, vendor)
  const login = await latestLogin(tenant, vendor)
  const serving = chooseDoors(rows, definition)
  return {
    vendor,
    doors: definition.doors.map(({ door, official, capabilities }) => ({
      door,
      official,
      capabilities: [...capabilities],
      serves: [...serving].flatMap(([dataset, by]) => (by === door ? [dataset] : [])),
      ...presentDoor(
        rows.find((row) => row.door === door),
        now(),
        config,
      ),
    })),
    login: login && presentLogin(login, now()),
    loginAllowedAt: later(account.loginAllowedAt, now()),
    links: definition.links,
  }
}

/** Whether a key makes its own successor, so that its end is nobody's concern. */
export const isRenewable = (
  { credentialKind }: Pick<ConnectionRow, 'credentialKind'>,
  config: Deps['config'],
): boolean => credentialKind === 'di' || (credentialKind === 'oauth1' && canSign(config))

function presentDoor(row: ConnectionRow | undefined, now: Date, config: Deps['config']) {
  const renewable = row !== undefined && isRenewable(row, config)
  return {
    state: !row ? ('closed' as const) : !row.enabled ? ('off' as const) : row.state,
    credentialKind: row?.credentialKind ?? null,
    renewable,
    accountName: row?.accountName ?? null,
    // The bearer at hand ends, but makes way for the next one.
    expiresAt: renewable ? null : (row?.expiresAt?.toISOString() ?? null),
    lastSuccessAt: row?.lastSuccessAt?.toISOString() ?? null,
    lastError:
      row?.lastErrorCode && row.lastErrorAt
        ? { code: row.lastErrorCode, reason: row.lastErrorReason, at: row.lastErrorAt.toISOString() }
        : null,
    authFailures: row?.authFailures ?? 0,
    pausedUntil: later(row?.pausedUntil ?? null, now),
    pauseReason: later(row?.pausedUntil ?? null, now) === null ? null : (row?.pauseReason ?? null),
    probe: row?.probe && row.probedAt ? { at: row.probedAt.toISOString(), lines: row.probe } : null,
  }
}

/** An instant that is still to come; null otherwise. */
const later = (at: Date | null, now: Date): string | null => (at && at > now ? at.toISOString() : null)
