-- What became of each backup, of each trial restore and of each copy elsewhere. Written down when it has ended.
create table backup_runs (
  id integer generated always as identity primary key,
  kind text not null check (kind in ('backup', 'proof', 'offsite')),
  state text not null check (state in ('done', 'failed')),
  -- Folder of the backup below the backup folder; null when there was none to speak of.
  name text,
  started_at timestamptz not null,
  finished_at timestamptz not null,
  bytes bigint,
  manifest jsonb,
  -- Why it failed, or what is amiss although it went through.
  error text
);
create index on backup_runs (kind, state, finished_at desc);
grant insert on backup_runs to rc_backup;

-- The newest of each kind that went well, and the newest that did not. `p_now` is the clock of who asks: what a clock
-- that was ahead has written is left out, one that runs ahead of the database's still sees its own.
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
