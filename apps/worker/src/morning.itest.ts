import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { passwordOf, startMail, type RunningMail } from '@rc/sandbox/notices/start-mail'
import { putJournalDay } from '@rc/services/journal/journal'
import { beginMornings } from '@rc/services/morning/begin-mornings'
import { getMorningToday, muteAlertRule } from '@rc/services/morning/get-morning'
import { deliver } from '@rc/services/notify/deliver'
import { listChannels, setChannel, testChannel } from '@rc/services/notify/manage-channels'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorker, type TestWorker } from './test-worker.ts'

const posts: { title: string; body: string; authorization: string | undefined }[] = []
const hook = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk: Buffer) => (body += chunk.toString()))
  request.on('end', () => {
    const title = /=\?UTF-8\?B\?(.*)\?=/.exec(String(request.headers['title']))?.[1] ?? ''
    posts.push({ title: Buffer.from(title, 'base64').toString(), body, authorization: request.headers.authorization })
    response.end()
  })
})

let t: TestWorker
let clock = new Date('2026-03-10T12:00:00Z')
let mail: RunningMail
let mails: string[]
const now = () => clock
const begin = () => beginMornings({ ...t.app, now })

beforeAll(async () => {
  mail = await startMail()
  mails = mail.mails
  hook.listen(0, '127.0.0.1')
  await once(hook, 'listening')
  const hookPort = (hook.address() as AddressInfo).port
  t = await createTestWorker({ RC_LAN_ADDRESSES: `127.0.0.1:${mail.port},127.0.0.1:${hookPort}` })
  await t.start({ now })
  const email = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    username: 'r',
    from: 'coach@house.kr',
    to: 'r@house.kr',
  } as const
  await setChannel(t.app, t.userId, { kind: 'email', ...email, isEnabled: true, secret: 'opensesame-9' })
  await setChannel(t.app, t.userId, {
    kind: 'ntfy',
    url: `http://127.0.0.1:${hookPort}/morning`,
    isEnabled: true,
    secret: 'tk_1',
  })
})
afterAll(async () => {
  await t.close()
  mail.close()
  hook.close()
})

const checks = () => t.sql`
  select local_date::text as date, level, previous_level, revision from risk_assessments where user_id = ${t.userId} order by local_date`
const subject = (mail: string) => {
  const encoded = [.../^Subject: ([\s\S]*?)\n\S/m.exec(mail)![1]!.matchAll(/=\?UTF-8\?(B|Q)\?(.*?)\?=/gi)]
  return encoded
    .map(([, kind, text]) =>
      kind === 'B'
        ? Buffer.from(text!, 'base64').toString()
        : decodeURIComponent(text!.replaceAll('_', ' ').replaceAll('=', '%')),
    )
    .join('')
}

test('an address inside the house is refused unless the owner opened it, and the password is never given back', async () => {
  await expect(
    setChannel(t.app, t.userId, { kind: 'webhook', url: 'http://127.0.0.1:1/x', isEnabled: true }),
  ).rejects.toMatchObject({ code: 'invalid_input' })
  const { channels } = await listChannels(t.app, t.userId)
  expect(channels).toMatchObject([
    { kind: 'email', hasSecret: true, lastSentAt: null },
    { kind: 'ntfy', origin: expect.stringMatching(/^http:..127[.0-9]+:\d+$/) },
  ])
  expect(JSON.stringify(channels)).not.toContain('opensesame')
  const rows =
    await t.sql`select notification_channels::text as whole, encode(secret_sealed, 'escape') as sealed from notification_channels`
  for (const { whole, sealed } of rows) expect(`${whole} ${sealed}`).not.toMatch(/opensesame|morning/)
})

test('a trial is sent at once', async () => {
  await testChannel(t.app, t.userId, 'email')
  await t.settle()
  expect(mails.splice(0).map(subject)).toEqual(['RunningCoach 시험 알림'])
  const { channels } = await listChannels(t.app, t.userId)
  expect(channels[0]).toMatchObject({ lastError: null, lastSentAt: expect.any(String) })
})

test('a mail server that says back what it was told spreads no password', async () => {
  mail.refuse((line) => `I heard ${line}, that is ${passwordOf(line)}`)
  await testChannel(t.app, t.userId, 'email')
  await t.settle()
  const { channels } = await listChannels(t.app, t.userId)
  expect(channels[0]!.lastError).toBe('EAUTH: 535 I heard AUTH PLAIN …, that is …')
  const settings = { host: '127.0.0.1', port: mail.port, security: 'none', username: 'r', from: 'a@b.kr', to: 'a@b.kr' }
  const message = { title: '', lines: [], facts: { localDate: null, level: null, readiness: null } }
  const channel = { kind: 'email', settings, url: null, secret: 'opensesame-9' } as const
  const error: unknown = await deliver({ config: t.app.config }, channel, message).catch((cause: unknown) => cause)
  expect(inspect(error, { depth: 9 })).toContain('I heard')
  expect(inspect(error, { depth: 9 })).not.toMatch(/opensesame|AHIAb3BlbnNlc2FtZS05/)
  mail.refuse(null)
})

test('a morning begins at the athlete’s own time, once, and a quiet one says nothing', async () => {
  clock = new Date('2026-03-10T22:29:00Z')
  await begin()
  await t.settle()
  expect(await checks()).toHaveLength(0)
  clock = new Date('2026-03-10T22:30:30Z')
  await Promise.all([begin(), begin()])
  await t.settle()
  expect(await checks()).toEqual([{ date: '2026-03-11', level: 'none', previous_level: null, revision: 1 }])
  // Back over midnight and forth again, and from Seoul to Denver: no local date comes twice.
  for (const at of ['2026-03-09T23:00:00Z', '2026-03-10T23:00:00Z']) {
    clock = new Date(at)
    await begin()
  }
  await t.sql`update users set time_zone = 'America/Denver' where id = ${t.userId}`
  clock = new Date('2026-03-11T14:00:00Z')
  await begin()
  await t.settle()
  await t.sql`update users set time_zone = 'Asia/Seoul' where id = ${t.userId}`
  const runs = await t.sql`select local_date::text as date from morning_runs where user_id = ${t.userId} order by 1`
  expect(runs.map((row) => row['date'])).toEqual(['2026-03-10', '2026-03-11'])
  expect([mails, posts]).toEqual([[], []])
})

test('a change is told once over each channel; what comes late is looked at again but not told again', async () => {
  clock = new Date('2026-03-11T21:00:00Z')
  await putJournalDay(t.app, t.userId, '2026-03-12', { isIll: true })
  clock = new Date('2026-03-11T22:31:00Z')
  await begin()
  await t.settle()
  expect(mails.map(subject)).toEqual(['오늘은 쉬는 날로 해요'])
  expect(posts).toMatchObject([{ title: '오늘은 쉬는 날로 해요', authorization: 'Bearer tk_1' }])
  expect(posts[0]!.body).toContain('의료기기가 아니에요')

  await putJournalDay(t.app, t.userId, '2026-03-12', { isIll: false, fatigue: 5, soreness: 4 })
  await t.settle()
  expect((await checks()).at(-1)).toMatchObject({ level: 'watch', revision: 2 })
  const { check } = await getMorningToday({ ...t.app, now }, t.userId)
  expect(check).toMatchObject({
    localDate: '2026-03-12',
    domains: 1,
    flags: [{ rule: 'W1', domain: 'subjective' }],
    revision: 2,
  })
  expect(check!.note.lines.join()).toContain('다시 살펴봤어요')
  expect([mails.length, posts.length]).toEqual([1, 1])
})

test('a muted rule is silent; the gate cannot be muted', async () => {
  await muteAlertRule({ ...t.app, now }, t.userId, 'W1', { isMuted: true, until: '2026-03-20' })
  await t.settle()
  expect((await checks()).at(-1)).toMatchObject({ level: 'none', revision: 3 })
  await expect(muteAlertRule({ ...t.app, now }, t.userId, 'G1', { isMuted: true, until: null })).rejects.toMatchObject({
    code: 'invalid_input',
  })
})

test('a mail server that refuses is tried again and told of, without the password; ntfy does not wait for it', async () => {
  mail.refuse(() => '5.7.8 no such sender')
  clock = new Date('2026-03-12T22:31:00Z')
  await begin()
  await expect
    .poll(async () => (await listChannels(t.app, t.userId)).channels[0]!.lastError, { timeout: 10_000 })
    .toContain('no such sender')
  await expect.poll(() => posts.length, { timeout: 10_000 }).toBe(2)
  const [job] = await t.sql`select error_message from sync_jobs where kind = 'own.notice.send' and state <> 'done'`
  expect(JSON.stringify(job)).not.toContain('opensesame')
  mail.refuse(null)
  await t.settle()
  // Yesterday it was a day of rest, today there is nothing: that is a change.
  expect(mails.map(subject).at(-1)).toBe('오늘 아침은 평소와 같아요')
  expect(mails).toHaveLength(2)
  const notices = await t.sql`select local_date::text as date, kind, state from notices order by 1, 2`
  expect(notices.map((row) => Object.values(row).join(' '))).toEqual([
    '2026-03-12 email sent',
    '2026-03-12 ntfy sent',
    '2026-03-13 email sent',
    '2026-03-13 ntfy sent',
  ])
})
