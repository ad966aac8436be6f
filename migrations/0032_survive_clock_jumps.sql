-- A clock that was ahead for a while leaves times behind that will not come for days. Whoever asks looks for them.

-- Whether a job may be taken: its time has come, or was written by a clock that was ahead; nobody holds it, or nobody can.
create function is_due(p_job sync_jobs) returns boolean language sql stable
  return case p_job.state
    when 'queued' then p_job.run_after <= now()
      or (p_job.run_after < 'infinity' and p_job.updated_at > now() + interval '1 minute')
    when 'running' then p_job.leased_until < now() or p_job.leased_until > now() + interval '1 hour'
    else false end;

create or replace function claim_job(p_id bigint, p_lease_owner text, p_lease_s integer) returns setof sync_jobs
language sql security definer set search_path = public
begin atomic
  update sync_jobs j set state = 'running', attempts = attempts + 1, lease_owner = p_lease_owner,
      leased_until = now() + make_interval(secs => p_lease_s), started_at = coalesce(started_at, now())
    where id = p_id and is_due(j)
    returning *;
end;

create or replace function list_due_jobs(p_limit integer) returns table (id bigint, kind text, attempts smallint)
language sql stable security definer set search_path = public
begin atomic
  select j.id, j.kind, j.attempts from sync_jobs j where j.state in ('queued', 'running') and is_due(j)
    order by j.run_after limit p_limit;
end;

-- `p_now` is the clock of who asks: one that runs ahead of the database's still sees what it has just written.
drop function latest_backup_runs();
create function latest_backup_runs(p_now timestamptz) returns table (
  kind text, state text, name text, started_at timestamptz, finished_at timestamptz, bytes bigint, error text
) language sql stable security definer set search_path = public
begin atomic
  select distinct on (r.kind, r.state) r.kind, r.state, r.name, r.started_at, r.finished_at, r.bytes, r.error
    from backup_runs r where r.finished_at <= p_now + interval '1 minute'
    order by r.kind, r.state, r.finished_at desc;
end;
revoke all on function latest_backup_runs(timestamptz) from public;
grant execute on function latest_backup_runs(timestamptz) to rc_app;

-- As before, but nobody waits longer than the longest wait, and no time that is still to come counts as a failure.
create or replace function charge_tries(p_limits jsonb, p_now timestamptz) returns double precision
language plpgsql security definer set search_path = public as $$
declare wait_s double precision;
begin
  delete from login_tries where key in (
    select key from login_tries where last_at < p_now - interval '1 day' for update skip locked);
  -- Always in the same order, so that two tries never wait for each other.
  insert into login_tries (key, failures, last_at)
    select l.key, 0, p_now from jsonb_to_recordset(p_limits) as l(key text) order by l.key on conflict do nothing;
  perform from login_tries t join jsonb_to_recordset(p_limits) as l(key text) using (key) order by t.key for update of t;
  -- A moment ahead is another request's; `least` would take a null for the larger one.
  update login_tries t set last_at = p_now,
      open_at = case when t.open_at is not null then least(t.open_at, p_now + interval '1 second' * l."longestWaitS") end
    from jsonb_to_recordset(p_limits) as l(key text, "longestWaitS" double precision)
    where t.key = l.key and t.last_at > p_now + interval '1 minute';
  select max(extract(epoch from t.open_at - p_now)) into wait_s
    from login_tries t join jsonb_to_recordset(p_limits) as l(key text) using (key);
  if wait_s > 0 then return wait_s; end if;
  update login_tries t set failures = n.failures, last_at = p_now, open_at = case when round(n.failures) >= n.free_tries
      then p_now + interval '1 second' * least(n.longest_wait_s, 2 ^ least(round(n.failures) - n.free_tries, 30)) end
    from (
      select key, l."freeTries" as free_tries, l."longestWaitS" as longest_wait_s,
          greatest(0, k.failures - extract(epoch from p_now - k.last_at) / l."decayS") + 1 as failures
        from login_tries k join jsonb_to_recordset(p_limits)
          as l(key text, "freeTries" integer, "longestWaitS" double precision, "decayS" double precision) using (key)
    ) n where t.key = n.key;
  return 0;
end $$;
