import type { RolePasswords } from '@rc/db'
import postgres from 'postgres'
import { refuse } from './refusal.ts'

/** What a restored database must let the app do and must refuse it. Writes into it: only for one that is thrown away. */
export async function checkTenantWall(target: { adminUrl: string; passwords: RolePasswords }): Promise<void> {
  const as = (role: keyof RolePasswords) => {
    const url = new URL(target.adminUrl)
    Object.assign(url, { username: role, password: target.passwords[role] })
    return postgres(url.href, { max: 1, onnotice: () => {} })
  }
  const [admin, app, ingest] = [
    postgres(target.adminUrl, { max: 1, onnotice: () => {} }),
    as('rc_app'),
    as('rc_ingest'),
  ]
  try {
    await seeNothingUnasked(app)
    for (const { id } of await admin<{ id: number }[]>`select id from users order by id limit 3`) {
      const [expected] = await admin`select count(*)::integer as n from activities where user_id = ${id}`
      const [seen] = await asUser(app, id, (tx) => tx`select count(*)::integer as n from activities`)
      if (seen?.['n'] !== expected?.['n'])
        throw refuse(`The restored database shows an athlete ${seen?.['n']} of ${expected?.['n']} activities.`)
      await writeAsUser(app, ingest, id)
    }
  } finally {
    await Promise.all([admin.end(), app.end(), ingest.end()])
  }
}

/** Nobody's rows while no athlete is named. */
async function seeNothingUnasked(app: postgres.Sql): Promise<void> {
  const relations = await app<{ name: string }[]>`
    select format('%I', c.relname) as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v')
        and has_any_column_privilege(c.oid, 'select') and (c.relname = 'users' or exists
          (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped))
      order by 1`
  for (const { name } of relations) {
    const [row] = await app.unsafe(`select count(*)::integer as n from ${name}`)
    if (row?.['n'] !== 0) throw refuse(`The restored database shows ${row?.['n']} rows of ${name} to nobody.`)
  }
}

/** A row whose number comes from a sequence, and a sample in a chunk that is not there yet. */
async function writeAsUser(app: postgres.Sql, ingest: postgres.Sql, userId: number): Promise<void> {
  const activityId = 2_147_483_647
  await asUser(app, userId, (tx) => tx`insert into import_batches (user_id, source) values (${userId}, 'upload')`)
  await ingest`insert into activity_samples (user_id, activity_id, seq, time) values (${userId}, ${activityId}, ${userId}, '2150-01-01')`
  const [row] = await asUser(
    app,
    userId,
    (tx) => tx`select count(*)::integer as n from own_activity_samples where activity_id = ${activityId}`,
  )
  if (row?.['n'] !== 1) throw refuse('The restored database does not give back a sample that was added to it.')
}

const asUser = <T>(app: postgres.Sql, userId: number, work: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> =>
  app.begin(async (tx) => {
    await tx`select set_config('app.user_id', ${String(userId)}, true)`
    return work(tx)
  }) as Promise<T>
