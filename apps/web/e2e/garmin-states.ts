import type { Belongings, Connection, DatasetProgress, Door, Login, SyncFailure, SyncStatus } from '@rc/contract'
import { addDays, datasets, type Dataset, type LocalDate } from '@rc/domain'
import type { Page } from 'playwright-core'

// What the appliance would answer about Garmin in states that are hard to bring about: for pictures and for axe.

const inHours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString()
const personalOnly: Dataset[] = ['activities', 'sleep', 'hrv', 'heart_rate', 'stress', 'steps', 'weight']

const closed: Door = {
  door: 'personal',
  official: true,
  state: 'closed',
  credentialKind: null,
  renewable: false,
  accountName: null,
  capabilities: personalOnly,
  serves: [],
  expiresAt: null,
  lastSuccessAt: null,
  lastError: null,
  authFailures: 0,
  pausedUntil: null,
  pauseReason: null,
  probe: null,
}
const shut: Door = { ...closed, door: 'connect', official: false, capabilities: [...datasets] }
const login: Login = {
  id: 1,
  state: 'code_needed',
  codeMethod: 'email',
  codeTarget: 'h****@example.com',
  failure: null,
  expiresAt: inHours(0.16),
  createdAt: inHours(-0.01),
}

const connection = (personal: Partial<Door>, connect: Partial<Door>, rest: Partial<Connection> = {}): Connection => ({
  vendor: 'garmin',
  doors: [
    { ...closed, ...personal },
    { ...shut, ...connect },
  ],
  login: null,
  loginAllowedAt: null,
  links: { personalKey: 'https://garmin.example/key', exportData: 'https://garmin.example/export' },
  ...rest,
})
const open: Partial<Door> = {
  state: 'active',
  credentialKind: 'personal_key',
  accountName: '김하늘',
  serves: personalOnly,
  expiresAt: inHours(24 * 200),
  lastSuccessAt: inHours(-0.1),
}
const refused = { code: 'vendor_auth_required', reason: 'invalid_grant', at: inHours(-0.2) } as const
const probeLine = { dataset: 'sleep', path: '/sleep-service/…', status: 200, ms: 130, shape: 'object{dailySleepDTO}' }

export const connectionStates = {
  closed: connection({}, {}),
  open: connection(
    {
      ...open,
      probe: {
        at: inHours(-1),
        lines: [
          { ...probeLine, rateLimitHeaders: [] },
          { ...probeLine, dataset: null, path: '/gear-service/…', status: 404, shape: '', rateLimitHeaders: [] },
        ],
      } as Door['probe'],
    },
    {
      state: 'active',
      credentialKind: 'di',
      renewable: true,
      serves: ['training_readiness'],
      lastSuccessAt: inHours(-2),
    },
  ),
  resting: connection({ ...open, pausedUntil: inHours(0.5), pauseReason: 'vendor_rate_limited' }, {}),
  ending: connection({ ...open, expiresAt: inHours(60) }, {}),
  reauth: connection(open, { state: 'reauth_required', credentialKind: 'di', authFailures: 3, lastError: refused }),
  code: connection(open, {}, { login }),
  asking: connection(open, {}, { login: { ...login, state: 'working', codeMethod: null, codeTarget: null } }),
  refused: connection(
    open,
    {},
    { login: { ...login, state: 'failed', failure: 'wrong_password' }, loginAllowedAt: inHours(2) },
  ),
} satisfies Record<string, Connection>

const shoes = { kind: 'shoes', limitM: 800_000, since: '2026-03-02', retiredOn: null, isRetired: false } as const
const belongings: Belongings = {
  gear: [
    { ...shoes, name: '파란 러닝화', distanceM: 412_345 },
    { ...shoes, name: '로드 자전거', kind: 'bike', distanceM: null, limitM: null, since: null },
    { ...shoes, name: '노란 러닝화', distanceM: 803_120, retiredOn: '2026-03-01', isRetired: true },
  ],
  devices: [
    { name: 'Synthetic Watch 2', since: '2025-11-20', isActive: true, isPrimary: true },
    { name: 'Synthetic Watch', since: '2021-02-01', isActive: false, isPrimary: false },
  ],
  saidOn: '2026-11-20',
}

const progress = (dataset: Dataset, i: number): DatasetProgress => ({
  dataset,
  door: personalOnly.includes(dataset) ? 'personal' : null,
  kind: 'days',
  days: { total: 3650, have: 1200 + i * 100, empty: 40, failed: i % 3, left: i > 3 ? 0 : 2400 - i * 100 },
  items: personalOnly.includes(dataset) ? 1200 + i * 100 : 0,
  ratePerMin: 112,
  etaS: i > 3 ? null : 1300,
  lastAskedAt: inHours(-0.01),
  quarantined: i === 2 ? 3 : 0,
})
const running: SyncStatus = {
  vendor: 'garmin',
  state: 'running',
  waitingUntil: null,
  reason: null,
  cause: null,
  historyFrom: '2016-11-22',
  syncedAt: null,
  nextSyncAt: inHours(6),
  datasets: datasets.map(progress),
  files: { wanted: 2100, have: 870, none: 12, failed: 1, etaS: 5400 },
  etaS: 5400,
  failures: 2,
}
export const syncStates = {
  running,
  paused: { ...running, state: 'paused', etaS: null },
  waiting: { ...running, state: 'waiting', waitingUntil: inHours(0.4), reason: 'vendor_rate_limited', etaS: null },
  idle: { ...running, state: 'idle', syncedAt: inHours(-0.5), etaS: null, failures: 0 },
  no_door: { ...running, state: 'no_door', historyFrom: null, nextSyncAt: null },
} satisfies Record<string, SyncStatus>

const failure = (id: number, changes: Partial<SyncFailure>): SyncFailure => ({
  id,
  dataset: 'sleep',
  subject: '2026-11-03',
  door: 'personal',
  errorCode: 'vendor_unavailable',
  reason: 'server_error',
  attempts: 4,
  rerun: false,
  failedAt: inHours(-20),
  ...changes,
})

/** Eighty-four days with each kind of gap somewhere, or as many as are asked for. */
const spansOf = (from: LocalDate, to: LocalDate, i: number) => {
  const end = addDays(to, -19)
  const hole = addDays(to, -48 - i)
  return [
    { from, to: addDays(hole, -10), state: i > 3 ? 'have' : 'unasked' },
    { from: addDays(hole, -9), to: addDays(hole, -1), state: 'have' },
    { from: hole, to: addDays(hole, 2), state: 'empty' },
    { from: addDays(hole, 3), to: addDays(hole, 3), state: i === 0 ? 'damaged' : 'have' },
    { from: addDays(hole, 4), to: end, state: 'have' },
    { from: addDays(to, -18), to: addDays(to, -18), state: i < 5 ? 'failed' : 'have' },
    { from: addDays(to, -17), to, state: 'have' },
  ]
}

/** From now on the page is answered with that state; the rest of the appliance stays as it is. */
export async function answerGarmin(
  page: Page,
  { connection, sync }: { connection?: Connection; sync?: SyncStatus },
): Promise<void> {
  if (connection) {
    await page.route('**/api/v1/connections', (route) => route.fulfill({ json: { connections: [connection] } }))
    await page.route('**/api/v1/connections/garmin/belongings', (route) => route.fulfill({ json: belongings }))
  }
  if (!sync) return
  await page.route('**/api/v1/sync/garmin', (route) => route.fulfill({ json: sync }))
  await page.route('**/api/v1/sync/garmin/failures', (route) =>
    route.fulfill({
      json: {
        failures:
          sync.failures === 0
            ? []
            : [
                failure(2, {}),
                failure(1, { dataset: 'activities', subject: '18423', rerun: true, errorCode: 'file_unreadable' }),
              ],
        nextCursor: null,
      },
    }),
  )
  await page.route('**/api/v1/sync/garmin/gaps?*', (route) => {
    const query = new URL(route.request().url()).searchParams
    const [from, to] = [query.get('from') ?? '', query.get('to') ?? '']
    return route.fulfill({
      json: {
        datasets: datasets.map((dataset, i) => ({ dataset, spans: spansOf(from, to, i) })),
        refills: [
          { dataset: 'stress', from: addDays(to, -60), to: addDays(to, -33), days: 28, calls: 1, door: 'personal' },
          { dataset: 'sleep', from: addDays(to, -18), to: addDays(to, -18), days: 1, calls: 1, door: 'personal' },
        ],
      },
    })
  })
}
