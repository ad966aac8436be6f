import type { Tenant } from '../database.ts'

/** One request to a model, by the names of its columns; `nth` message of its talk it was made for, from 0. */
export interface PortableRun {
  run_id: string
  nth: number | null
  kind: string
  state: string
  created_at: string
  reserved_micro_usd: number
  cost_micro_usd: number | null
  error_code: string | null
  [column: string]: unknown
}

/** A talk with its messages and what was asked of models for it. */
export interface PortableTalk {
  /** Null: requests that belong to no talk, or to one that is gone. */
  talk: {
    key: string
    title: string
    planId: string | null
    memo: unknown
    memoThrough: number
    createdAt: string
    updatedAt: string
  } | null
  messages: { role: string; state: string; text: string; about: unknown; createdAt: string }[]
  runs: PortableRun[]
}

const ROWS_AT_ONCE = 20

/** Every talk as one JSON object, then every request without one, some at a time; an answer that is not there yet is one that failed. */
export async function* readTalkLines({ sql, userId }: Tenant): AsyncGenerator<string[]> {
  const talks = sql<{ line: string }[]>`
    select json_build_object(
      'talk', json_build_object('key', c.talk_key, 'title', c.title, 'planId', c.plan_id, 'memo', c.memo,
        'memoThrough', c.memo_through, 'createdAt', c.created_at, 'updatedAt', c.updated_at),
      'messages', (select coalesce(json_agg(json_build_object('role', m.role, 'text', m.text, 'createdAt', m.created_at,
          'state', case when m.state = 'done' then 'done' else 'failed' end,
          'about', case when m.state in ('done', 'failed') then m.about end) order by m.id), '[]')
        from ai_messages m where m.user_id = c.user_id and m.conversation_id = c.id),
      'runs', (select coalesce(json_agg(to_jsonb(r) - '{user_id,message_id,updated_at}'::text[] || jsonb_build_object('nth', (
          select count(*) from ai_messages x where x.user_id = c.user_id and x.conversation_id = c.id and x.id < m.id)) order by r.created_at), '[]')
        from ai_runs r join ai_messages m on m.user_id = r.user_id and m.id = r.message_id
        where r.user_id = c.user_id and m.conversation_id = c.id))::text as line
    from ai_conversations c where c.user_id = ${userId} order by c.id`.cursor(ROWS_AT_ONCE)
  for await (const page of talks) yield page.map(({ line }) => line)
  const others = sql<{ line: string }[]>`
    select json_build_object('talk', null, 'messages', '[]'::json, 'runs', json_build_array(
      to_jsonb(r) - '{user_id,message_id,updated_at}'::text[] || '{"nth": null}'))::text as line
    from ai_runs r where r.user_id = ${userId} and not exists (
      select from ai_messages m where m.user_id = r.user_id and m.id = r.message_id)
    order by r.created_at`.cursor(ROWS_AT_ONCE)
  for await (const page of others) yield page.map(({ line }) => line)
}

/** Adds a talk that is not here yet, and requests that are not: booked is what was booked, of one that was under way all that was held. */
export async function takeTalk({ sql, userId }: Tenant, { talk, messages, runs }: PortableTalk): Promise<void> {
  const ids = talk === null ? [] : await insertTalk({ sql, userId }, talk, messages)
  if (runs.length === 0) return
  const rows = runs.map(({ nth, ...run }) => ({
    ...run,
    user_id: userId,
    message_id: nth === null ? null : (ids[nth] ?? null),
    ...(run.state === 'settled'
      ? {}
      : { state: 'settled', cost_micro_usd: run.reserved_micro_usd, error_code: 'interrupted' }),
  }))
  await sql`
    insert into ai_runs (user_id, run_id, message_id, kind, state, month, provider, host, model_requested, model_reported,
      prompt_version, rules_version, request, request_sha256, response, request_id, stop_reason, error_code, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, price, reserved_micro_usd, cost_micro_usd,
      tries, latency_ms, created_at)
    select user_id, run_id, message_id, kind, state, month, provider, host, model_requested, model_reported,
      prompt_version, rules_version, request, request_sha256, response, request_id, stop_reason, error_code, input_tokens,
      cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, price, reserved_micro_usd, cost_micro_usd,
      coalesce(tries, 0), latency_ms, least(created_at, now())
    from json_populate_recordset(null::ai_runs, ${JSON.stringify(rows)}::json)
    on conflict do nothing`
}

/** Ids of its messages in their order; none where the talk is here already. */
async function insertTalk(
  { sql, userId }: Pick<Tenant, 'sql' | 'userId'>,
  talk: NonNullable<PortableTalk['talk']>,
  messages: PortableTalk['messages'],
): Promise<number[]> {
  const [added] = await sql<{ id: number }[]>`
    insert into ai_conversations (user_id, talk_key, title, plan_id, memo, memo_through, created_at, updated_at)
    values (${userId}, ${talk.key}, ${talk.title}, ${talk.planId}, ${talk.memo === null ? null : JSON.stringify(talk.memo)}::jsonb,
      ${talk.memoThrough}, least(${talk.createdAt}::timestamptz, now()), least(${talk.updatedAt}::timestamptz, now()))
    on conflict do nothing returning id`
  if (!added) return []
  const rows = await sql<{ id: number }[]>`
    insert into ai_messages (user_id, conversation_id, role, state, text, about, created_at)
    select ${userId}, ${added.id}, m.role, m.state, m.text, coalesce(m.about, '{}'), least(m."createdAt", now())
    from rows from (json_to_recordset(${JSON.stringify(messages)}::json)
      as (role text, state text, text text, about jsonb, "createdAt" timestamptz)) with ordinality as m(role, state, text, about, "createdAt", nth)
    order by m.nth returning id`
  return rows.map(({ id }) => id).toSorted((a, b) => a - b)
}
