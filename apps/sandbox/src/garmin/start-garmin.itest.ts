import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readArchive, readFile } from '@rc/files'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startGarmin, type RunningGarmin } from './start-garmin.ts'

const email = 'runner@example.test'
const withCode = 'coded@example.test'
const now = '2026-11-20T03:00:00Z'
let garmin: RunningGarmin

beforeAll(async () => {
  garmin = await startGarmin({
    now,
    accounts: [
      { email, password: 'right', seed: 1, years: 0.2 },
      { email: withCode, password: 'right', seed: 2, years: 0.1, mfa: 'email' },
    ],
  })
})
afterAll(() => garmin.close())

const service = 'https://mobile.integration.garmin.com/gcm/android'
const query = new URLSearchParams({ clientId: 'GCM_ANDROID_DARK', locale: 'en-US', service })

/** The cookies a browser would send back. */
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

async function logIn(username: string, password: string): Promise<{ response: Response; cookie: string }> {
  const page = await fetch(`${garmin.url}/mobile/sso/en/sign-in?${query}`)
  const cookie = cookiesOf(page)
  const response = await fetch(`${garmin.url}/mobile/api/login?${query}`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password, rememberMe: true, captchaToken: '' }),
  })
  return { response, cookie }
}

const clientId = 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2'
const grant = (form: Record<string, string>) =>
  fetch(`${garmin.url}/@di/di-oauth2-service/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:`).toString('base64')}` },
    body: new URLSearchParams({ client_id: clientId, ...form }),
  })
const byTicket = (ticket: string) =>
  grant({
    service_ticket: ticket,
    service_url: service,
    grant_type: 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket',
  })

async function personalToken(of: string): Promise<string> {
  const response = await fetch(`${garmin.url}/personalapitoken-service/personal-api/personal-api-key/token`, {
    method: 'POST',
    headers: { authorization: `ApiKey ${garmin.admin.personalKey({ email: of }).value}` },
  })
  return ((await response.json()) as { access_token: string }).access_token
}

const read = (token: string, path: string) =>
  fetch(`${garmin.url}${path}`, { headers: { authorization: `Bearer ${token}` } })

test('a login with a code ends in tokens that rotate, and an old one ends them all', async () => {
  expect((await logIn(withCode, 'wrong')).response.status).toBe(401)
  const { response, cookie } = await logIn(withCode, 'right')
  expect(await response.json()).toMatchObject({
    responseStatus: { type: 'MFA_REQUIRED' },
    customerMfaInfo: { email: 'c*****d@example.test', mfaLastMethodUsed: 'email' },
  })
  const verify = async (code: string) => {
    const answer = await fetch(`${garmin.url}/mobile/api/mfa/verifyCode?${query}`, {
      method: 'POST',
      headers: { cookie },
      body: JSON.stringify({ mfaMethod: 'email', mfaVerificationCode: code }),
    })
    return (await answer.json()) as { responseStatus: { type: string }; serviceTicketId: string }
  }
  const code = garmin.admin.mfaCode({ email: withCode })!
  expect((await verify(code === '000000' ? '111111' : '000000')).responseStatus.type).toBe('MFA_CODE_INVALID')
  const { serviceTicketId } = await verify(code)

  const pair = (await (await byTicket(serviceTicketId)).json()) as Record<string, string>
  expect((await byTicket(serviceTicketId)).status).toBe(400)
  expect((await read(pair['access_token']!, '/userprofile-service/socialProfile')).status).toBe(200)
  const refresh = (token: string) => grant({ grant_type: 'refresh_token', refresh_token: token })
  const next = (await (await refresh(pair['refresh_token']!)).json()) as Record<string, string>
  expect((await read(next['access_token']!, '/userprofile-service/socialProfile')).status).toBe(200)
  expect((await refresh(pair['refresh_token']!)).status).toBe(400)
  expect((await refresh(next['refresh_token']!)).status).toBe(400)
  expect((await read(next['access_token']!, '/userprofile-service/socialProfile')).status).toBe(401)
  expect(garmin.admin.logSummary({ email: withCode })).toMatchObject({ credentialPosts: 2, credentialsJudged: 2 })
})

test('without its cookies the login sees a robot', async () => {
  const response = await fetch(`${garmin.url}/mobile/api/login?${query}`, {
    method: 'POST',
    body: JSON.stringify({ username: email, password: 'right' }),
  })
  expect(response.status).toBe(403)
  expect(response.headers.get('cf-mitigated')).toBe('challenge')
})

test('the key opens only what is offered, and no range longer than that', async () => {
  const token = await personalToken(email)
  expect((await read(token, '/userprofile-service/userprofile/settings')).status).toBe(200)
  expect((await read(token, '/metrics-service/metrics/trainingreadiness/2026-11-19')).status).toBe(404)
  expect((await read(token, '/@api/userprofile-service/userprofile/settings')).status).toBe(401)
  const steps = (from: string) => read(token, `/usersummary-service/stats/steps/daily/${from}/2026-11-19`)
  expect((await steps('2026-10-23')).status).toBe(200)
  expect((await steps('2026-10-22')).status).toBe(400)
  garmin.admin.setKey({ email, state: 'revoked' })
  expect((await read(token, '/userprofile-service/userprofile/settings')).status).toBe(401)
  garmin.admin.setKey({ email, state: 'active' })
})

test('the list, the detail and the file tell of the same activity', async () => {
  const token = await personalToken(email)
  const rows = (await (
    await read(token, '/activitylist-service/activities/search/activities?start=0&limit=5')
  ).json()) as Record<string, number>[]
  expect(rows).toHaveLength(5)
  const [newest] = rows
  const detail = (await (await read(token, `/activity-service/activity/${newest!['activityId']}`)).json()) as {
    summaryDTO: Record<string, number>
  }
  expect(detail.summaryDTO['duration']).toBe(newest!['duration'])
  const file = await read(token, `/download-service/files/activity/${newest!['activityId']}`)
  expect(file.headers.get('content-type')).toBe('application/x-zip-compressed')
  expect(Buffer.from(await file.arrayBuffer()).readUInt32LE(0)).toBe(0x04034b50)
})

test('a fault strikes where and as often as it is told to', async () => {
  const token = await personalToken(email)
  garmin.admin.fault({ email, kind: 'rate_limited', value: 'seconds', path: 'hrv-service', times: 1 })
  const night = () => read(token, '/hrv-service/hrv/2026-11-19')
  const limited = await night()
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '14'])
  expect((await night()).status).toBe(200)
  garmin.admin.fault({ email, kind: 'reset' })
  await expect(night()).rejects.toThrow('fetch failed')
  garmin.admin.clearFaults({ email })
  expect((await night()).status).toBe(200)
})

test('the export holds the same life in other units', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'rc-export-'))
  const path = join(dir, 'export.zip')
  garmin.admin.export({ email: withCode, path })
  const kinds: string[] = []
  let rows: { duration: number; distance?: number }[] = []
  for await (const entry of readArchive(path)) {
    const contents = entry.path.endsWith('.fit') ? readFile(await entry.open(), 'upload.fit') : null
    if (contents?.ok) kinds.push(contents.value.kind)
    if (!entry.path.includes('summarizedActivities')) continue
    const pages = JSON.parse(Buffer.from(await entry.open()).toString()) as {
      summarizedActivitiesExport: typeof rows
    }[]
    rows = pages[0]!.summarizedActivitiesExport
  }
  rmSync(dir, { recursive: true })
  const { activities, files, nights } = garmin.admin.counts({ email: withCode })
  expect(rows).toHaveLength(activities)
  const moved = rows.find((row) => row.distance)!
  expect(moved.distance! / 100 / (moved.duration / 1000)).toBeLessThan(15)
  const count = (kind: string) => kinds.filter((one) => one === kind).length
  expect(count('activity')).toBeGreaterThanOrEqual(files)
  expect(count('sleep')).toBe(nights)
})

test('tests far away may ask the same', async () => {
  const response = await fetch(`${garmin.url}/__admin/counts`, { method: 'POST', body: JSON.stringify({ email }) })
  expect(await response.json()).toEqual(garmin.admin.counts({ email }))
})
