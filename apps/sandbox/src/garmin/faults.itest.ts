import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from './faults/fault.ts'
import { startGarmin, type RunningGarmin } from './start-garmin.ts'

const email = 'runner@example.test'
const password = 'right'
const service = 'https://mobile.integration.garmin.com/gcm/android'
const now = '2026-11-20T03:00:00Z'
const day = '2026-11-19'
let garmin: RunningGarmin

beforeAll(async () => {
  garmin = await startGarmin({ now, accounts: [{ email, password, seed: 1, years: 0.1 }] })
})
afterEach(() => {
  garmin.admin.clearFaults()
  garmin.admin.setConsent({ email, uploadConsent: true })
})
afterAll(() => garmin.close())

const start = (fault: Fault) => garmin.admin.fault({ email, ...fault })
const bearer = () => garmin.admin.tokens({ email }).di.di_token

interface Seen {
  status: number
  headers: Headers
  text: string
}
async function send(path: string, init: RequestInit = {}): Promise<Seen> {
  const response = await fetch(garmin.url + path, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}
const read = (path: string, more: RequestInit = {}) =>
  send(path, { headers: { authorization: `Bearer ${bearer()}` }, ...more })
const write = (path: string, body: unknown, more: RequestInit = {}) =>
  read(path, { method: 'POST', headers: { authorization: `Bearer ${bearer()}` }, body: JSON.stringify(body), ...more })
/** For what never answers. */
const impatient = () => ({ signal: AbortSignal.timeout(500) })

async function logIn(): Promise<Seen> {
  const query = new URLSearchParams({ clientId: 'GCM_ANDROID_DARK', service })
  const page = await fetch(`${garmin.url}/mobile/sso/en/sign-in?${query}`)
  const cookie = page.headers.getSetCookie()[0]!.split(';')[0]!
  return send(`/mobile/api/login?${query}`, {
    method: 'POST',
    headers: { cookie },
    body: JSON.stringify({ username: email, password }),
  })
}

const summary = `/usersummary-service/usersummary/daily/athlete-1?calendarDate=${day}`
const list = '/activitylist-service/activities/search/activities?start=0&limit=3'
const newest = () => garmin.admin.activities({ email })[0]!.id

describe('on the wire', () => {
  test.each<[Fault, number, string]>([
    [{ kind: 'status', value: 500 }, 500, 'HTTP 500'],
    [{ kind: 'status', value: 504 }, 504, 'HTTP 504'],
    [{ kind: 'rate_limited', value: 'none' }, 429, ''],
    [{ kind: 'cloudflare_403' }, 403, 'Just a moment'],
    [{ kind: 'cloudflare_200' }, 200, 'Just a moment'],
    [{ kind: 'cloudflare_1015' }, 429, '1015'],
    [{ kind: 'html_200' }, 200, '<html>'],
    [{ kind: 'bearers_end' }, 401, ''],
  ])('%o', async (fault, status, text) => {
    start(fault)
    const seen = await read(summary)
    expect(seen.status).toBe(status)
    expect(seen.text).toContain(text)
  })

  test.each<Fault>([{ kind: 'reset' }, { kind: 'cut_body' }, { kind: 'broken_gzip' }, { kind: 'hang' }])(
    '%o',
    async (fault) => {
      start(fault)
      await expect(read(summary, fault.kind === 'hang' ? impatient() : {})).rejects.toThrow(
        /fetch failed|terminated|timeout/,
      )
    },
  )

  test('Retry-After as seconds and as a date', async () => {
    start({ kind: 'rate_limited', times: 1 })
    expect((await read(summary)).headers.get('retry-after')).toBe('14')
    start({ kind: 'rate_limited', value: 'date' })
    expect((await read(summary)).headers.get('retry-after')).toBe('Fri, 20 Nov 2026 03:00:14 GMT')
  })

  test('after so many, and on the page before the login', async () => {
    start({ kind: 'status', value: 502, after: 1, times: 1 })
    expect([(await read(summary)).status, (await read(summary)).status, (await read(summary)).status]).toEqual([
      200, 502, 200,
    ])
    start({ kind: 'cloudflare_403', on: 'sso', path: '/mobile/sso' })
    expect((await send('/mobile/sso/en/sign-in')).status).toBe(403)
    expect((await send('/sso/embed')).status).toBe(200)
  })
})

describe('at the login', () => {
  test.each<[Fault['kind'], number, string]>([
    ['wrong_password', 401, 'INVALID_USERNAME_PASSWORD'],
    ['locked', 200, 'ACCOUNT_LOCKED'],
    ['child_account', 200, 'UNABLE_TO_SIGN_IN'],
    ['captcha', 200, 'CAPTCHA_REQUIRED'],
    ['status_427', 200, '427'],
    ['status_429_in_200', 200, '429'],
  ])('%s', async (kind, status, text) => {
    start({ kind })
    expect(await logIn()).toMatchObject({ status, text: expect.stringContaining(text) as string })
  })

  test('one attempt too many waits for two hours, and each further one waits anew', async () => {
    garmin.admin.profile({ limits: true })
    const statuses: number[] = []
    for (let i = 0; i < 4; i++) statuses.push((await logIn()).status)
    garmin.admin.clock({ advanceS: 7_000 })
    statuses.push((await logIn()).status)
    garmin.admin.clock({ advanceS: 7_000 })
    statuses.push((await logIn()).status)
    garmin.admin.clock({ advanceS: 7_300 })
    statuses.push((await logIn()).status)
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429, 200])
    garmin.admin.profile({ limits: false })
    garmin.admin.clock({ set: now })
  })
})

describe('of tokens', () => {
  const grant = (form: Record<string, string>, clientId = 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2025Q2') =>
    send('/di-oauth2-service/oauth/token', {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${clientId}:`).toString('base64')}` },
      body: new URLSearchParams({ client_id: clientId, service_url: service, ...form }),
    })
  const ticketGrant = 'https://connectapi.garmin.com/di-oauth2-service/oauth/grant/service_ticket'
  const ticket = async () => (JSON.parse((await logIn()).text) as { serviceTicketId: string }).serviceTicketId
  const exchange = async (service_ticket: string, clientId?: string) =>
    grant({ grant_type: ticketGrant, service_ticket }, clientId)
  const refresh = (refresh_token: string) => grant({ grant_type: 'refresh_token', refresh_token })

  test('a client that is refused leaves the ticket to the next', async () => {
    start({ kind: 'invalid_client', value: 1 })
    const one = await ticket()
    expect((await exchange(one)).text).toContain('invalid_client')
    expect((await exchange(one, 'GARMIN_CONNECT_MOBILE_ANDROID_DI_2024Q4')).status).toBe(200)
  })

  test('a fresh token that nobody takes', async () => {
    start({ kind: 'token_not_active' })
    const { access_token } = JSON.parse((await exchange(await ticket())).text) as { access_token: string }
    const answer = await send(summary, { headers: { authorization: `Bearer ${access_token}` } })
    expect(answer.headers.get('www-authenticate')).toContain('Token is not active')
  })

  test('a refresh that fails, and one whose answer is lost', async () => {
    const { di_refresh_token } = garmin.admin.tokens({ email }).di
    start({ kind: 'invalid_grant', times: 1 })
    expect((await refresh(di_refresh_token)).status).toBe(400)
    start({ kind: 'reply_lost', times: 1 })
    await expect(refresh(di_refresh_token)).rejects.toThrow('fetch failed')
    expect((await refresh(di_refresh_token)).text).toContain('invalid_grant')
  })

  test('the key in each of its states and the answer in each of its forms', async () => {
    const key = garmin.admin.personalKey({ email }).value
    const token = () =>
      send('/personalapitoken-service/personal-api/personal-api-key/token', {
        method: 'POST',
        headers: { authorization: `ApiKey ${key}` },
      })
    const forms = { snake: 'access_token', camel: 'accessToken', expires_at: 'expiresAt', text: '.' } as const
    for (const [tokenReply, text] of Object.entries(forms)) {
      garmin.admin.setKey({ email, tokenReply: tokenReply as keyof typeof forms })
      expect((await token()).text).toContain(text)
    }
    start({ kind: 'key_526' })
    expect((await token()).status).toBe(526)
    garmin.admin.clearFaults()
    garmin.admin.setKey({ email, state: 'expired' })
    expect((await token()).status).toBe(401)
    garmin.admin.replaceKey({ email })
    expect((await token()).status).toBe(401)
  })
})

describe('of the data', () => {
  test.each<[Fault, string, number, string]>([
    [{ kind: 'no_data_204' }, summary, 204, ''],
    [{ kind: 'no_data_null' }, summary, 200, 'null'],
    [{ kind: 'no_data_list' }, summary, 200, '[]'],
    [{ kind: 'no_data_404' }, summary, 404, 'NotFoundException'],
    [{ kind: 'not_offered' }, summary, 404, ''],
    [{ kind: 'no_data_nulls' }, summary, 200, '"totalSteps":null'],
    [{ kind: 'privacy_protected' }, summary, 200, '"privacyProtected":true'],
    [{ kind: 'field_renamed', value: 'totalSteps' }, summary, 200, '"totalStepsV2"'],
    [{ kind: 'field_string', value: 'totalSteps' }, summary, 200, '"totalSteps":"'],
    [{ kind: 'field_list', value: 'totalSteps' }, summary, 200, '"totalSteps":['],
    [{ kind: 'field_null', value: 'totalSteps' }, summary, 200, '"totalSteps":null'],
    [{ kind: 'field_new' }, summary, 200, '"totalStepsNext"'],
    [{ kind: 'unknown_type' }, list, 200, 'moon_walking_v2'],
    [{ kind: 'no_local_start' }, list, 200, '"startTimeLocal":null'],
    [{ kind: 'range_too_long', value: 7 }, `/usersummary-service/stats/steps/daily/2026-11-10/${day}`, 400, '7 days'],
    [
      { kind: 'other_device' },
      `/metrics-service/metrics/trainingstatus/aggregated/${day}`,
      200,
      '"primaryTrainingDevice":false',
    ],
    [{ kind: 'inner_failure' }, `/mobile-gateway/usersummary/trainingstatus/latest/${day}`, 200, '"successful":false'],
  ])('%o', async (fault, path, status, text) => {
    start(fault)
    const seen = await read(path)
    expect(seen.status).toBe(status)
    expect(seen.text).toContain(text)
  })

  test('a field that is gone, milliseconds for seconds, a page with fewer rows', async () => {
    start({ kind: 'field_missing', value: 'totalSteps' })
    expect((await read(summary)).text).not.toContain('totalSteps')
    garmin.admin.clearFaults()
    const elapsed = async () =>
      (JSON.parse((await read(list)).text) as { elapsedDuration: number }[])[0]!.elapsedDuration
    const seconds = await elapsed()
    start({ kind: 'elapsed_ms' })
    expect(await elapsed()).toBe(1000 * seconds)
    start({ kind: 'limit_clamp', value: 2 })
    expect(JSON.parse((await read(list)).text)).toHaveLength(2)
  })

  test('curves that were put away come back a minute after they are asked for', async () => {
    garmin.admin.offload({ email, before: '2026-11-20' })
    const curve = async () =>
      (
        JSON.parse((await read(`/wellness-service/wellness/dailyHeartRate?date=${day}`)).text) as {
          heartRateValues: unknown
        }
      ).heartRateValues
    expect(await curve()).toBeNull()
    expect((await write(`/wellness-service/wellness/epoch/request/${day}`, {})).text).toContain('SUBMITTED')
    garmin.admin.clock({ advanceS: 61 })
    expect(await curve()).not.toBeNull()
    garmin.admin.offload({ email, before: null })
    garmin.admin.clock({ set: now })
  })
})

describe('of files', () => {
  test.each<[Fault['kind'], number]>([
    ['zip_cut', 200],
    ['zip_empty', 200],
    ['zip_two', 200],
    ['zip_wrong_name', 200],
    ['zip_tcx', 200],
    ['zip_gpx', 200],
    ['zip_bomb', 200],
    ['fit_crc', 200],
    ['file_404', 404],
    ['file_403', 403],
  ])('%s', async (kind, status) => {
    const path = `/download-service/files/activity/${newest()}`
    const sound = await read(path)
    start({ kind })
    const seen = await read(path)
    expect(seen.status).toBe(status)
    expect(seen.text).not.toBe(sound.text)
  })
})

describe('of writing', () => {
  const step = {
    type: 'ExecutableStepDTO',
    stepOrder: 1,
    stepType: { stepTypeId: 3, stepTypeKey: 'interval' },
    endCondition: { conditionTypeId: 2, conditionTypeKey: 'time' },
    endConditionValue: 600,
    targetType: { workoutTargetTypeId: 1, workoutTargetTypeKey: 'no.target' },
  }
  const sportType = { sportTypeId: 1, sportTypeKey: 'running' }
  const workout = (...workoutSteps: unknown[]) => ({
    workoutName: 'Ten minutes',
    sportType,
    workoutSegments: [{ segmentOrder: 1, sportType, workoutSteps }],
  })
  const library = async () => JSON.parse((await read('/workout-service/workouts')).text) as unknown[]

  test('without consent nothing is written', async () => {
    garmin.admin.setConsent({ email, uploadConsent: false })
    expect((await write('/workout-service/workout', workout(step))).status).toBe(412)
    expect(await library()).toEqual([])
  })

  test('what the service objects to', async () => {
    const twice = await write('/workout-service/workout', workout(step, step))
    expect(twice).toMatchObject({ status: 400, text: expect.stringContaining('unique step orders') as string })
    const category = await write('/workout-service/workout', workout({ ...step, category: 'JUGGLING' }))
    expect(category.text).toContain('Invalid category')
  })

  test('a workout whose answer is lost is there all the same, and each placing makes another', async () => {
    start({ kind: 'reply_lost_after_write', times: 1 })
    await expect(write('/workout-service/workout', workout(step), impatient())).rejects.toThrow(/timeout/)
    const [made] = (await library()) as { workoutId: number }[]
    const place = () => write(`/workout-service/schedule/${made!.workoutId}`, { date: '2026-11-25' })
    await place()
    await place()
    const month = JSON.parse((await read('/calendar-service/year/2026/month/10')).text) as {
      calendarItems: { itemType: string; workoutId: number | null }[]
    }
    expect(month.calendarItems.filter((item) => item.workoutId === made!.workoutId)).toHaveLength(2)
    start({ kind: 'push_refused' })
    expect((await write('/device-service/devicemessage/messages', [{ deviceId: 1 }])).status).toBe(400)
  })

  test('a group without its end forgets how often it repeats, a zone drops the range', async () => {
    const group = (more: object) => ({
      type: 'RepeatGroupDTO',
      stepOrder: 1,
      numberOfIterations: 5,
      workoutSteps: [{ ...step, stepOrder: 2, zoneNumber: 2, targetValueOne: 120, targetValueTwo: 140 }],
      ...more,
    })
    const ends = { endCondition: { conditionTypeId: 7, conditionTypeKey: 'iterations' }, endConditionValue: 5 }
    const told = async (more: object) => {
      const { text } = await write('/workout-service/workout', workout(group(more)))
      const body = JSON.parse(text) as {
        workoutSegments: { workoutSteps: { numberOfIterations: number; workoutSteps: object[] }[] }[]
      }
      return body.workoutSegments[0]!.workoutSteps[0]!
    }
    expect((await told({})).numberOfIterations).toBe(0)
    const kept = await told(ends)
    expect(kept.numberOfIterations).toBe(5)
    expect(kept.workoutSteps[0]).toMatchObject({ zoneNumber: 2, targetValueOne: null, targetValueTwo: null })
  })
})
