-- What an athlete shares with a vendor, door by door, and how far each dataset has been read. Sealed columns hold what
-- proves who somebody is at the vendor: the api writes them with the public key, the worker alone opens them.

-- One athlete at one vendor, whichever doors are open.
create table vendor_accounts (
  user_id integer not null references users on delete cascade,
  vendor text not null,
  paused boolean not null default false,
  -- First day of the athlete's history there; null until it has been looked for.
  history_from date,
  synced_at timestamptz,
  next_sync_at timestamptz not null default now(),
  -- No login is sent before; each refusal doubles the wait.
  login_allowed_at timestamptz,
  login_refusals smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, vendor)
);
call protect('vendor_accounts');

-- One door with its key.
create table connections (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null,
  door text not null,
  -- verifying: nobody has tried it yet. reauth_required: nothing is sent until the athlete acts.
  state text not null default 'verifying' check (state in ('verifying', 'active', 'reauth_required')),
  enabled boolean not null default true,
  credential_kind text not null,
  -- Which key of the athlete's this is: what is found out about an earlier one is not noted of it.
  generation integer not null default 1,
  account_name text,
  credential_sealed bytea not null,
  -- The pair before the last rotation, until the new one has answered.
  previous_sealed bytea,
  -- A short-lived bearer made from the credential.
  access_sealed bytea,
  access_expires_at timestamptz,
  -- When the athlete has to renew it, as far as anybody knows, and the last time before it at which they were told: 14, 7 or 1 days.
  expires_at timestamptz,
  reminded_days smallint,
  auth_failures smallint not null default 0,
  -- No call is made before; each refusal in a row makes the wait longer.
  paused_until timestamptz,
  pause_reason text,
  pause_step smallint not null default 0,
  last_success_at timestamptz,
  last_error_at timestamptz,
  last_error_code text,
  last_error_reason text,
  -- What each endpoint answered to the first small question: status and shape, no values.
  probe jsonb,
  probed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, vendor, door)
);
call protect('connections');

-- One press of the athlete on "log in". The sealed columns are emptied as soon as they have been used.
create table pending_logins (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null,
  state text not null default 'queued'
    check (state in ('queued', 'working', 'code_needed', 'code_queued', 'code_working', 'done', 'failed', 'cancelled')),
  -- Password, later cookies and what the vendor wants to see again.
  flow_sealed bytea,
  code_sealed bytea,
  code_method text,
  -- Where the code was sent, as the vendor masks it.
  code_target text,
  failure text,
  -- Counted before each is sent, so that nobody sends it again.
  posts smallint not null default 0,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index on pending_logins (user_id, vendor) where state in ('queued', 'working', 'code_needed', 'code_queued', 'code_working');
create index on pending_logins (expires_at) where flow_sealed is not null or code_sealed is not null;
call protect('pending_logins');

-- What was asked about a day. A day without a row has not been asked about.
create table sync_days (
  user_id integer not null references users on delete cascade,
  vendor text not null,
  dataset text not null,
  local_date date not null,
  state text not null check (state in ('have', 'empty', 'failed')),
  door text not null,
  -- What came: nights, readings, activities.
  items smallint not null default 0,
  asked_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, vendor, dataset, local_date)
);
call protect('sync_days');

-- Each activity of the vendor by its own number, whatever became of it here.
create table vendor_activities (
  user_id integer not null references users on delete cascade,
  vendor text not null,
  vendor_activity_id text not null,
  local_date date not null,
  name text,
  -- The row of the vendor's list as it was last seen; a changed one is another event.
  raw_event_id integer references garmin_raw_events on delete set null,
  raw_file_id integer references garmin_raw_files on delete set null,
  file_state text not null default 'wanted' check (file_state in ('wanted', 'have', 'damaged', 'none', 'failed')),
  -- The athlete has removed it here; it does not come back.
  is_excluded boolean not null default false,
  -- No longer in the vendor's list.
  gone_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, vendor, vendor_activity_id)
);
create index on vendor_activities (user_id, vendor, local_date);
create index on vendor_activities (raw_event_id);
create index on vendor_activities (raw_file_id);
call protect('vendor_activities');

-- Questions that got no answer, for the list from which they can be asked again.
create table sync_failures (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null,
  dataset text not null,
  -- Days, or the number of an activity.
  subject text not null,
  from_date date,
  to_date date,
  door text not null,
  error_code text not null,
  reason text not null default '',
  attempts smallint not null default 1,
  -- Asked again at the next opportunity.
  rerun boolean not null default false,
  failed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, vendor, dataset, subject)
);
call protect('sync_failures');

-- Of several answers to one question the last one holds; the others stay as they came.
alter table garmin_raw_events add column is_current boolean not null default true;
-- The import that brought it, for what came in an archive.
alter table garmin_raw_events add column import_batch_id integer references import_batches on delete set null;
create index on garmin_raw_events (import_batch_id);
-- Why nothing could be made of it; null when something was.
alter table garmin_raw_events add column quarantined text;
create index on garmin_raw_events (user_id, vendor, dataset, id) where is_current;

alter table import_batches drop constraint import_batches_source_check;
alter table import_batches add constraint import_batches_source_check check (source in ('upload', 'folder', 'sync'));
alter table activities drop constraint activities_source_check;
alter table activities add constraint activities_source_check check (source in ('fit', 'tcx', 'gpx', 'csv', 'summary', 'manual'));

-- Heart rates of a day may also come from a vendor's answer.
alter table hr_records drop constraint hr_records_pkey;
alter table hr_records alter column raw_file_id drop not null;
alter table hr_records add column raw_event_id integer references garmin_raw_events on delete cascade;
create unique index on hr_records (raw_file_id, seq) where raw_file_id is not null;
create unique index on hr_records (raw_event_id, seq) where raw_event_id is not null;

-- Doors for the scheduler: whose turn it is to be asked about, and pending logins that nobody has finished.
create function list_due_syncs(p_limit integer) returns table (user_id integer, vendor text)
language sql stable security definer set search_path = public
begin atomic
  select a.user_id, a.vendor from vendor_accounts a
    where not a.paused and a.next_sync_at <= now()
      and not exists (select from sync_jobs j where j.user_id = a.user_id and j.kind = a.vendor || '.account.sync' and j.state in ('queued', 'running'))
      and exists (select from connections c where c.user_id = a.user_id and c.vendor = a.vendor and c.enabled and c.state = 'active')
    order by a.next_sync_at limit p_limit;
end;

create function forget_old_logins() returns bigint language sql security definer set search_path = public
begin atomic
  with gone as (
    update pending_logins set flow_sealed = null, code_sealed = null,
        state = case when state in ('done', 'failed', 'cancelled') then state else 'failed' end,
        failure = case when state in ('done', 'failed', 'cancelled') then failure else 'expired' end
      where expires_at <= now() and (flow_sealed is not null or code_sealed is not null
        or state not in ('done', 'failed', 'cancelled')) returning 1)
  select count(*) from gone;
end;

revoke all on function list_due_syncs(integer), forget_old_logins() from public;
grant execute on function list_due_syncs(integer), forget_old_logins() to rc_app;
