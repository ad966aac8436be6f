-- Whom an athlete lets draft for them, and how far. Off until they say otherwise: then the rules answer alone.
create table ai_settings (
  user_id integer primary key references users on delete cascade,
  provider text not null check (provider in ('off', 'openai', 'compatible')),
  base_url text not null,
  -- Only the worker opens it.
  key_sealed bytea,
  chat_model text not null,
  plan_model text not null,
  cap_micro_usd bigint not null check (cap_micro_usd >= 0),
  -- How long texts are kept, in days; counts and costs stay. 0: no longer than the answer needs them.
  retention_days integer not null check (retention_days between 0 and 3650),
  -- What may leave the house.
  signals text[] not null,
  -- What the server behind the address can do, as it was last found; null: it has not been tried.
  probe jsonb,
  -- When the athlete agreed to what is sent there; a new address or more signals ask again.
  agreed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('ai_settings');

-- What a model costs from a day on, in millionths of a dollar for a million tokens. One list for the house: everybody reads
-- it, its owner changes it. A model that is not in it costs as much as the dearest one.
create table ai_prices (
  model text not null,
  valid_from date not null,
  input bigint not null check (input >= 0),
  cached_input bigint not null check (cached_input >= 0),
  cache_write bigint not null check (cache_write >= 0),
  output bigint not null check (output >= 0),
  source text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (model, valid_from)
);
alter table ai_prices enable row level security;
create policy everybody_reads on ai_prices for select to rc_app using (true);
create policy owner_changes on ai_prices to rc_app
  using (exists (select from users where id = (select current_user_id()) and role = 'owner'))
  with check (exists (select from users where id = (select current_user_id()) and role = 'owner'));
grant select, insert, update, delete on ai_prices to rc_app;
create trigger touch before update on ai_prices for each row execute function touch_updated_at();
insert into ai_prices (model, valid_from, input, cached_input, cache_write, output, source) values
  ('gpt-6-luna', '2026-09-22', 100000, 10000, 125000, 500000, 'published lists, September 2026'),
  ('gpt-6-sol', '2026-09-22', 2000000, 200000, 2500000, 10000000, 'published lists, September 2026'),
  ('gpt-6-astra', '2026-09-22', 10000000, 1000000, 12500000, 50000000, 'published lists, September 2026; cache write assumed'),
  ('gpt-5.6-luna', '2026-09-22', 200000, 20000, 250000, 1200000, 'published lists, September 2026'),
  ('gpt-5.4-mini', '2026-09-22', 750000, 75000, 750000, 4500000, 'published lists, September 2026; cache write assumed');

create table ai_conversations (
  user_id integer not null references users on delete cascade,
  id integer generated always as identity,
  title text not null,
  -- The plan it is about; null: none yet.
  plan_id text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id)
);
call protect('ai_conversations');

-- Questions and answers in the order of their ids. An answer is there, empty, from the moment its question is.
create table ai_messages (
  user_id integer not null,
  id integer generated always as identity,
  conversation_id integer not null,
  role text not null check (role in ('athlete', 'coach')),
  state text not null check (state in ('waiting', 'streaming', 'done', 'failed')),
  text text not null,
  -- Of an answer: who gave it, why not somebody else, what it proposes, cites and left out.
  about jsonb not null default '{}',
  stop_asked boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, id),
  foreign key (user_id, conversation_id) references ai_conversations on delete cascade
);
create index on ai_messages (user_id, conversation_id, id);
call protect('ai_messages');

-- Every request to a model: what was sent and what came back, to the byte, and what it costs. Also the ledger: one that is
-- `reserved` counts with the most it may cost, one that is `settled` with what it did.
create table ai_runs (
  user_id integer not null references users on delete cascade,
  run_id text not null,
  -- The answer it was made for; null: a trial of the connection.
  message_id integer,
  kind text not null check (kind in ('turn', 'again', 'probe')),
  state text not null check (state in ('reserved', 'settled')),
  -- Of the athlete's month.
  month text not null,
  provider text not null,
  host text not null,
  model_requested text not null,
  model_reported text,
  prompt_version text not null,
  rules_version text not null,
  request text,
  request_sha256 text not null,
  response text,
  request_id text,
  stop_reason text,
  error_code text,
  input_tokens integer,
  cached_input_tokens integer,
  cache_write_tokens integer,
  output_tokens integer,
  reasoning_tokens integer,
  price jsonb not null,
  reserved_micro_usd bigint not null check (reserved_micro_usd >= 0),
  cost_micro_usd bigint check (cost_micro_usd >= 0),
  -- Tries on the wire.
  tries integer not null default 0,
  latency_ms integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, run_id)
);
create index on ai_runs (user_id, month);
create index on ai_runs (user_id, message_id);
call protect('ai_runs');

-- Texts that are older than their athlete wants them kept. Counts and costs stay.
create function forget_old_ai_texts() returns integer language plpgsql security definer set search_path = public as $$
declare forgotten integer;
begin
  update ai_runs r set request = null, response = null from ai_settings s
    where s.user_id = r.user_id and r.state = 'settled' and (r.request is not null or r.response is not null)
      and r.created_at < now() - make_interval(days => s.retention_days);
  delete from ai_conversations c using ai_settings s
    where s.user_id = c.user_id and c.updated_at < now() - make_interval(days => s.retention_days)
      and not exists (select from ai_messages m where m.user_id = c.user_id and m.conversation_id = c.id and m.state in ('waiting', 'streaming'));
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke execute on function forget_old_ai_texts() from public;
grant execute on function forget_old_ai_texts() to rc_app;
