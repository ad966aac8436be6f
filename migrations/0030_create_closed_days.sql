-- A day of an athlete ends once, whatever the clock does: the row decides.
create table closed_days (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date)
);
call protect('closed_days');

-- An athlete may end their own account; what belongs to it goes along.
grant delete on users to rc_app;
-- Without it, each removed item would look through all others.
create index on import_items (parent_id);
create index on sleep (raw_event_id);
create index on health_metrics (raw_event_id);

-- Since when the longest waiting of the work that could be done waits.
create function oldest_due_job() returns timestamptz language sql stable security definer set search_path = public
begin atomic
  select min(run_after) from sync_jobs where state = 'queued' and run_after <= now();
end;
revoke all on function oldest_due_job() from public;
grant execute on function oldest_due_job() to rc_app;
