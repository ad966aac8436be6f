-- What becomes of an approved plan: on the watch, in a calendar, on mornings that do not fit, and in the end.

-- A plan that the athlete has sent to their watch. Only the revision with this hash, once approved, is ever sent.
create table plan_deliveries (
  user_id integer not null,
  plan_id text not null,
  vendor text not null,
  is_enabled boolean not null default true,
  hash text not null,
  -- When somebody looks again whether the watch still holds what it should.
  next_run_at timestamptz not null default now(),
  last_run_at timestamptz,
  last_error_code text,
  last_error_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id),
  foreign key (user_id, plan_id) references plans on delete cascade
);
create index on plan_deliveries (next_run_at) where is_enabled;
call protect('plan_deliveries');

-- What stands at the vendor of each workout, as it was last seen. It outlives the workout until it is gone there too.
create table delivered_workouts (
  user_id integer not null,
  plan_id text not null,
  key text not null,
  state text not null
    check (state in ('sent', 'held', 'failed', 'moved_outside', 'deleted_outside', 'changed_outside')),
  vendor_workout_id text,
  vendor_schedule_id text,
  -- The day we placed it on, and the one the athlete moved it to at the vendor.
  local_date date,
  outside_date date,
  -- Of what was sent, and the vendor's own stamp of it.
  content_hash text,
  vendor_stamp text,
  -- The rules or the fault that stand in the way.
  reasons text[] not null default '{}',
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, key),
  foreign key (user_id, plan_id) references plans on delete cascade
);
call protect('delivered_workouts');

-- Every call that changes something at the vendor, written down before it is made. One that never got its answer is looked
-- for at the vendor before anything is sent again.
create table delivery_intents (
  id integer generated always as identity primary key,
  user_id integer not null,
  plan_id text not null,
  key text not null,
  action text not null check (action in ('create', 'update', 'schedule', 'unschedule', 'delete')),
  -- The revision it was sent for.
  plan_hash text not null,
  content_hash text,
  vendor_workout_id text,
  vendor_schedule_id text,
  local_date date,
  state text not null default 'begun' check (state in ('begun', 'done', 'refused')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (user_id, plan_id) references plans on delete cascade
);
create index on delivery_intents (user_id, plan_id, key);
call protect('delivery_intents');

-- The athlete's calendar for other programs; whoever has the address may read it.
create table calendar_feeds (
  user_id integer primary key references users on delete cascade,
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('calendar_feeds');

-- What was proposed on a morning, and what the athlete said to it.
create table workout_adjustments (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  plan_id text not null,
  key text not null,
  decision text not null check (decision in ('accepted', 'declined', 'reverted')),
  why text not null,
  drivers jsonb not null,
  before jsonb not null,
  after jsonb,
  -- The revision it was proposed for and the one it made.
  base_version integer not null,
  version integer,
  decided_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date, plan_id, key)
);
call protect('workout_adjustments');

-- Planned against done.
create table workout_results (
  user_id integer not null,
  plan_id text not null,
  key text not null,
  local_date date not null,
  week smallint not null,
  state text not null check (state in ('done', 'missed', 'skipped')),
  skip_reason text,
  -- Planned as one of the week's hard sessions.
  is_hard boolean not null,
  activity_id integer references activities on delete set null,
  method text,
  version smallint not null,
  compliance_pct smallint,
  size_share double precision,
  on_target_share double precision,
  planned_load double precision not null,
  planned_s integer not null,
  planned_m double precision not null,
  done_load double precision,
  steps jsonb not null,
  inputs_hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, key),
  foreign key (user_id, plan_id) references plans on delete cascade
);
create index on workout_results (user_id, local_date);
create index on workout_results (activity_id);
call protect('workout_results');

-- Doors through the tenant wall.

create function list_due_deliveries(p_limit integer) returns table (user_id integer, vendor text)
language sql stable security definer set search_path = public
begin atomic
  select d.user_id, d.vendor from plan_deliveries d
    where d.is_enabled and d.next_run_at <= now()
      -- One that rests is not woken.
      and not exists (select from sync_jobs j where j.user_id = d.user_id and j.kind = d.vendor || '.workouts.push'
        and j.state in ('queued', 'running'))
      and exists (select from connections c where c.user_id = d.user_id and c.vendor = d.vendor and c.door = 'connect'
        and c.enabled and c.state = 'active')
    group by d.user_id, d.vendor order by min(d.next_run_at) limit p_limit;
end;

create function find_calendar_feed(p_token_sha256 bytea) returns integer
language sql stable security definer set search_path = public
  return (select user_id from calendar_feeds where token_sha256 = p_token_sha256);

revoke all on function list_due_deliveries(integer), find_calendar_feed(bytea) from public;
grant execute on function list_due_deliveries(integer), find_calendar_feed(bytea) to rc_app;
