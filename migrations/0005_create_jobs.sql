-- The truth about work. The queue only carries ids and may be emptied at any time.
create table sync_jobs (
  id bigint generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  kind text not null,
  -- At most one unfinished job of a kind has this key.
  dedupe_key text not null,
  payload jsonb not null default '{}',
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts smallint not null default 0,
  max_attempts smallint not null default 5,
  run_after timestamptz not null default now(),
  lease_owner text,
  leased_until timestamptz,
  error_code text,
  error_message text,
  -- How far a long job has come, so that it goes on where it was interrupted, and what it found.
  progress jsonb not null default '{}',
  started_at timestamptz,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index on sync_jobs (user_id, kind, dedupe_key) where state in ('queued', 'running');
create index on sync_jobs (run_after) where state in ('queued', 'running');
create index on sync_jobs (user_id, id desc);
call protect('sync_jobs');

-- Whether a job may be taken: its time has come, or was written by a clock that was ahead; nobody holds it, or nobody can.
create function is_due(p_job sync_jobs) returns boolean language sql stable
  return case p_job.state
    when 'queued' then p_job.run_after <= now()
      or (p_job.run_after < 'infinity' and p_job.updated_at > now() + interval '1 minute')
    when 'running' then p_job.leased_until < now() or p_job.leased_until > now() + interval '1 hour'
    else false end;

-- Doors for the worker, which serves every athlete and learns whose job it is from the job itself.

-- Takes a job for `p_lease_s` seconds if it is due and nobody holds it; otherwise returns no row.
create function claim_job(p_id bigint, p_lease_owner text, p_lease_s integer) returns setof sync_jobs
language sql security definer set search_path = public
begin atomic
  update sync_jobs j set state = 'running', attempts = attempts + 1, lease_owner = p_lease_owner,
      leased_until = now() + make_interval(secs => p_lease_s), started_at = coalesce(started_at, now())
    where id = p_id and is_due(j)
    returning *;
end;

-- The jobs of the list that this worker still holds, each held for `p_lease_s` seconds more. A row that somebody is just
-- changing is left alone until the next time: to wait for it could be to wait for each other.
create function extend_leases(p_ids bigint[], p_lease_owner text, p_lease_s integer) returns setof bigint
language sql security definer set search_path = public
begin atomic
  update sync_jobs set leased_until = now() + make_interval(secs => p_lease_s)
    where id in (select id from sync_jobs
      where id = any(p_ids) and state = 'running' and lease_owner = p_lease_owner for update skip locked);
  select id from sync_jobs where id = any(p_ids) and state = 'running' and lease_owner = p_lease_owner;
end;

-- Jobs that wait in the table and should be in the queue: due, and not held by a living worker.
create function list_due_jobs(p_limit integer) returns table (id bigint, kind text, attempts smallint)
language sql stable security definer set search_path = public
begin atomic
  select j.id, j.kind, j.attempts from sync_jobs j where j.state in ('queued', 'running') and is_due(j)
    order by j.run_after limit p_limit;
end;

create function count_jobs() returns table (state text, jobs bigint, oldest timestamptz)
language sql stable security definer set search_path = public
begin atomic select state, count(*), min(created_at) from sync_jobs where state <> 'done' group by state; end;

revoke all on function claim_job(bigint, text, integer), extend_leases(bigint[], text, integer), list_due_jobs(integer), count_jobs() from public;
grant execute on function claim_job(bigint, text, integer), extend_leases(bigint[], text, integer), list_due_jobs(integer), count_jobs() to rc_app;
