import { alertRules } from '@rc/analytics'
import type { Tenant } from '@rc/db'
import { readAccount } from '@rc/db/queries/accounts'
import { listAssessments, readAssessment, type Assessment } from '@rc/db/queries/mornings'
import { listMuted, muteAlert, readTraining, unmuteAlert } from '@rc/db/queries/training'
import { AppError, type AlertRuleId, type LocalDate } from '@rc/domain'
import type { Deps } from '../deps.ts'
import { readToday } from '../insights/today.ts'
import type { presentReadiness } from '../recovery/get-readiness.ts'
import { requireRange } from '../recovery/require-range.ts'
import { checkMorning } from './check-morning.ts'
import { refreshMorning } from './refresh-morning.ts'
import { recoveryDomains, writeNote } from './write-note.ts'

const presentFlag = ({ rule, name, domain, version, points }: Assessment['flags'][number]) => ({
  rule,
  name,
  domain: domain as (typeof alertRules)[number]['domain'],
  version,
  points,
})

async function present(tenant: Tenant, row: Assessment) {
  const locale = (await readAccount(tenant))?.locale ?? 'ko'
  return {
    localDate: row.localDate,
    level: row.level,
    previousLevel: row.previousLevel,
    flags: row.flags.map(presentFlag),
    unknown: row.unknown,
    muted: row.muted,
    facts: row.facts,
    readiness: row.readiness as ReturnType<typeof presentReadiness>,
    domains: recoveryDomains(row),
    note: writeNote(row, locale),
    checkedAt: row.checkedAt.toISOString(),
    revision: row.revision,
  }
}

/** The check of this morning as far as there was one. */
export function getMorningToday(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const [{ today }, { morningAt }] = await Promise.all([readToday(tenant, deps.now()), readTraining(tenant)])
    const row = await readAssessment(tenant, today)
    return { today, morningAt, check: row && (await present(tenant, row)) }
  })
}

export async function listMornings(
  deps: Pick<Deps, 'database'>,
  userId: number,
  range: { from: LocalDate; to: LocalDate },
) {
  requireRange(range)
  const rows = await deps.database.asUser(userId, (tenant) => listAssessments(tenant, range.from, range.to))
  return {
    days: rows.map((row) => ({
      localDate: row.localDate,
      level: row.level,
      flags: row.flags.map(presentFlag),
      domains: recoveryDomains(row),
      revision: row.revision,
    })),
  }
}

/** Looks at this morning now, on the athlete's own wish; nothing is sent. */
export function lookAtMorning(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    return present(tenant, await checkMorning(tenant, deps.now(), today))
  })
}

async function listRules(tenant: Tenant, today: LocalDate) {
  const muted = new Map((await listMuted(tenant)).map(({ ruleId, mutedUntil }) => [ruleId, mutedUntil]))
  return {
    rules: alertRules.map(({ id, name, domain, version, evidence, source }) => {
      const until = muted.get(id)
      const isMuted = until !== undefined && (until === null || until >= today)
      return {
        id,
        name,
        domain,
        version,
        evidence,
        source,
        isMuted,
        mutedUntil: isMuted ? until : null,
        canMute: domain !== 'gate',
      }
    }),
  }
}

export function listAlertRules(deps: Pick<Deps, 'database' | 'now'>, userId: number) {
  return deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    return listRules(tenant, today)
  })
}

/** Silences one rule, or lets it speak again. Throws `invalid_input` for the health gate, which cannot be silenced. */
export async function muteAlertRule(
  deps: Pick<Deps, 'database' | 'queue' | 'now'>,
  userId: number,
  rule: AlertRuleId,
  { isMuted, until }: { isMuted: boolean; until: LocalDate | null },
) {
  if (isMuted && alertRules.find(({ id }) => id === rule)?.domain === 'gate')
    throw new AppError('invalid_input', 'the health gate stays', {
      details: { reasons: ['params.rule: cannot be muted'] },
    })
  const [rules, job] = await deps.database.asUser(userId, async (tenant) => {
    const { today } = await readToday(tenant, deps.now())
    await (isMuted ? muteAlert(tenant, rule, until) : unmuteAlert(tenant, rule))
    return [await listRules(tenant, today), await refreshMorning(tenant)] as const
  })
  await deps.queue.announce([job])
  return rules
}
