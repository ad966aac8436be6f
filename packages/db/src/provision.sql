-- Run by the administrator of the database before any migration, as often as one likes.
-- Four roles: rc_owner owns the schema, rc_app works under row-level security, rc_ingest only adds samples,
-- rc_backup reads everything for the dump and writes only down that it did.
-- The worker logs in as rc_ingest and works as rc_app; the api logs in as rc_app and can never become rc_ingest.
do $$ begin
  if not exists (select from pg_roles where rolname = 'rc_owner') then create role rc_owner login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'rc_app') then create role rc_app login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'rc_ingest') then create role rc_ingest login noinherit; end if;
  if not exists (select from pg_roles where rolname = 'rc_backup') then create role rc_backup login bypassrls; end if;
exception when duplicate_object or unique_violation then null; -- somebody else was first
end $$;
grant rc_app to rc_ingest with inherit false, set true;
grant pg_read_all_data to rc_backup;
