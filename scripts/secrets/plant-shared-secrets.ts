import { waitUntil } from '../process-id.ts'
import type { Outside } from './outside.ts'
import type { Planting } from './planting.ts'

interface Login {
  id: number
  state: string
}

/** Hands over what others have to be told: each key, password and token once as it should be and once wrong. */
export async function plantSharedSecrets({ call, keep, made }: Planting, outside: Outside, cookie: { cookie: string }) {
  const { garmin, athlete, mail, hookUrl } = outside
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    (await call(method, path, body, cookie)).json as T
  const until = async (what: string, isSo: () => Promise<boolean>) => {
    if (!(await waitUntil(isSo, 60_000))) throw new Error(`${what}: not within a minute`)
  }

  const post = {
    host: '127.0.0.1',
    port: mail.port,
    username: 'runner',
    security: 'none',
    from: 'coach@house.kr',
    to: 'r@house.kr',
  }
  const channels = [
    ['email', { ...post, secret: made('SMTP password') }],
    ['ntfy', { url: `${hookUrl}/${made('topic-in-the-address')}`, secret: made('ntfy token') }],
    ['webhook', { url: `${hookUrl}/refused/${made('token-in-the-address')}`, secret: made('refused webhook token') }],
    [
      'webhook',
      {
        url: `http://169.254.169.254/${made('token-of-a-forbidden-address')}`,
        secret: made('webhook token for a forbidden address'),
      },
    ],
  ] as const
  for (const [kind, settings] of channels) {
    const asked = await ask<{ channels?: object[] }>('PUT', `/notifications/${kind}`, {
      ...settings,
      isEnabled: true,
    })
    if (!asked.channels) continue
    const { jobId } = await ask<{ jobId: number }>('POST', `/notifications/${kind}/test`)
    await until(`a message by ${kind}`, async () => {
      const { jobs } = await ask<{ jobs: { id: number; state: string }[] }>('GET', '/sync-jobs?limit=200')
      return jobs.some(({ id, state }) => id === jobId && state === 'done')
    })
  }

  // The other side says back what it was told, in an answer that is none.
  await ask('PUT', '/ai/settings', {
    provider: 'compatible',
    baseUrl: hookUrl,
    key: made('AI key'),
    chatModel: 'gpt-6-luna',
    planModel: 'gpt-6-luna',
    capMicroUsd: 5_000_000,
    retentionDays: 365,
    signals: [],
  })
  await until(
    'the trial of a model',
    async () => (await ask<{ probe: object | null }>('GET', '/ai/settings')).probe !== null,
  )

  const door = async (name: string, state: string) =>
    until(`Garmin's door ${name} ${state}`, async () => {
      const { connections } = await ask<{ connections: { doors: { door: string; state: string }[] }[] }>(
        'GET',
        '/connections',
      )
      return connections[0]!.doors.find(({ door: each }) => each === name)?.state === state
    })
  await ask('PUT', '/connections/garmin/personal-key', { key: made('wrong Garmin key') })
  await door('personal', 'reauth_required')
  await ask('PUT', '/connections/garmin/personal-key', { key: garmin.admin.personalKey(athlete).value })
  await door('personal', 'active')
  const tokens = garmin.admin.tokens(athlete)
  await ask('PUT', '/connections/garmin/tokens', { tokens: `{"di_token": "${made('broken Garmin token')}` })
  await ask('PUT', '/connections/garmin/tokens', { tokens: tokens.garthToken })
  await door('connect', 'active')
  await ask('PUT', '/connections/garmin/tokens', { tokens: JSON.stringify(tokens.di) })
  await door('connect', 'active')

  const logIn = async (password: string, state: string): Promise<number> => {
    const { id } = await ask<Login>('POST', '/connections/garmin/login', { email: athlete.email, password })
    await until(`a login at Garmin ${state}`, async () => {
      const login = await ask<Login>('GET', `/connections/garmin/logins/${id}`)
      return login.state === state
    })
    return id
  }
  await logIn(made('wrong Garmin password'), 'failed')
  const id = await logIn(athlete.password, 'code_needed')
  await ask('POST', `/connections/garmin/logins/${id}/code`, { code: garmin.admin.mfaCode(athlete) })
  await until('the login at Garmin', async () => {
    const login = await ask<Login>('GET', `/connections/garmin/logins/${id}`)
    return login.state === 'done'
  })
  for (const [i, secret] of garmin.admin.secrets().entries()) keep(`secret of Garmin ${i}`, secret)
}
