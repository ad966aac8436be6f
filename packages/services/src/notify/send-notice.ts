import type { Tenant } from '@rc/db'
import { readAccount } from '@rc/db/queries/accounts'
import { findConnection } from '@rc/db/queries/connections'
import { readAssessment } from '@rc/db/queries/mornings'
import { claimNotice, endNotice, noteTry, readChannel, type Channel } from '@rc/db/queries/notifications'
import { AppError, localDateOf } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { writeNote } from '../morning/write-note.ts'
import { openSecret } from '../vault/secrets.ts'
import { finishJob, type ClaimedJob, type JobEnded } from '../work/job-run.ts'
import { notifyUser } from '../work/notify-user.ts'
import { deliver, type Delivery } from './deliver.ts'
import { channelPlace } from './manage-channels.ts'

type Job = ClaimedJob<'own.notice.send'>

/**
 * Sends one message, the note of a morning or a trial. The row of the day and channel is claimed before anything leaves
 * the house: whoever dies in between has perhaps sent it, and nobody sends it again. What certainly failed is tried again.
 */
export async function sendNotice(deps: Pick<Deps, 'database' | 'config'>, job: Job): Promise<JobEnded> {
  const { database } = deps
  const { kind, date, about } = job.payload
  const begun = await database.asUser(job.userId, async (tenant) => {
    const channel = await readChannel(tenant, kind)
    const message = channel && (await messageOf(tenant, job))
    return message ? { channel, message } : { ended: await finishJob(tenant, job) }
  })
  if ('ended' in begun) return begun.ended

  const error = await tryToDeliver(deps, job.userId, begun.channel, begun.message)
  const ended = await database.asUser(job.userId, async (tenant) => {
    await noteTry(tenant, kind, error && reasonOf(error))
    if (date !== null) await endNotice(tenant, { date, kind, state: error ? 'failed' : 'sent' })
    await notifyUser(tenant, { type: 'job', jobId: job.id })
    // A trial is not tried again: its answer is the reason.
    return error && (date !== null || about) ? null : finishJob(tenant, job)
  })
  if (ended) return ended
  throw error
}

async function tryToDeliver(
  { config }: Pick<Deps, 'config'>,
  userId: number,
  { kind, settings, urlSealed, secretSealed }: Channel,
  message: Delivery,
): Promise<Error | null> {
  try {
    const secret = secretSealed && (await openSecret({ config }, channelPlace(userId, kind), secretSealed))
    const url = urlSealed && (await openSecret({ config }, channelPlace(userId, kind, 'url_sealed'), urlSealed))
    await deliver({ config }, { kind, settings, url, secret }, message)
    return null
  } catch (cause) {
    return cause instanceof Error ? cause : new Error(String(cause))
  }
}

/** Null when there is nothing to be sent, or it was sent. */
async function messageOf(tenant: Tenant, { payload }: Job): Promise<Delivery | null> {
  const { kind, date, about } = payload
  const { locale, timeZone } = (await readAccount(tenant)) ?? { locale: 'ko', timeZone: 'UTC' }
  if (about === 'reauth') return reauth(locale)
  if (about === 'ending') return ending(tenant, payload, { locale, timeZone })
  if (date === null) return trial(locale)
  const found = await readAssessment(tenant, date)
  if (!found || !(await claimNotice(tenant, { date, kind, level: found.level }))) return null
  const score = found.readiness['score']
  return {
    ...writeNote(found, locale),
    facts: { localDate: date, level: found.level, readiness: typeof score === 'number' ? score : null },
  }
}

/** Garmin's name is the only vendor's there is. */
const reauth = (locale: 'ko' | 'en'): Delivery => ({
  title: locale === 'ko' ? 'Garmin 연결을 다시 확인해 주세요' : 'Garmin wants to see you again',
  lines: [
    locale === 'ko'
      ? 'Garmin이 연결 하나를 거절해서 멈췄어요. 다른 연결은 계속돼요. 연결 화면에서 다시 연결해 주세요.'
      : 'One way in was refused and rests; the others go on. Open the page of connections to mend it.',
  ],
  facts: { localDate: null, level: null, readiness: null },
})

/** Null where the athlete has brought another key before this was sent. */
async function ending(
  tenant: Tenant,
  { door, endsOn }: Job['payload'],
  { locale, timeZone }: { locale: 'ko' | 'en'; timeZone: string },
): Promise<Delivery | null> {
  const row = door && (await findConnection(tenant, 'garmin', door))
  if (!row?.expiresAt || !endsOn || localDateOf(row.expiresAt.getTime() / 1000, timeZone) !== endsOn) return null
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(endsOn))
  const isKey = door === 'personal'
  return {
    title:
      locale === 'ko'
        ? `Garmin ${isKey ? '공식 키가' : '로그인이'} ${day}에 끝나요`
        : `Your Garmin ${isKey ? 'key' : 'login'} ends on ${day}`,
    lines: [
      locale === 'ko'
        ? `그 전에 연결 화면에서 ${isKey ? '새 키를 넣어' : '다시 로그인해'} 주면 기록이 끊기지 않아요.`
        : `${isKey ? 'Put in a new key' : 'Log in again'} on the page of connections before then, and nothing is missed.`,
    ],
    facts: { localDate: null, level: null, readiness: null },
  }
}

const trial = (locale: 'ko' | 'en'): Delivery => ({
  title: locale === 'ko' ? 'RunningCoach 시험 알림' : 'RunningCoach trial message',
  lines: [locale === 'ko' ? '알림이 잘 도착했어요.' : 'Messages arrive here.'],
  facts: { localDate: null, level: null, readiness: null },
})

function reasonOf(error: Error): string {
  const given = error instanceof AppError ? error.details['reasons'] : null
  return Array.isArray(given) && given.length > 0 ? given.map(String).join(', ') : error.message
}
