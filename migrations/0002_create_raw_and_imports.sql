create table import_batches (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  source text not null check (source in ('upload', 'folder')),
  name text not null default '',
  state text not null default 'running' check (state in ('running', 'paused', 'undone')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on import_batches (user_id, id desc);
call protect('import_batches');

-- Immutable input, kept before it is understood. The bytes lie in the raw store under their SHA-256; the names of this
-- table and the next are the owner's, `vendor` tells whose data it is ('file' for an upload of unknown origin).
create table garmin_raw_files (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null default 'file',
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null,
  name text not null,
  import_batch_id integer references import_batches on delete set null,
  -- What reading it gave; null until then.
  format text,
  kind text,
  title text,
  state text not null default 'stored' check (state in ('stored', 'understood', 'unreadable')),
  reasons text[] not null default '{}',
  flags text[] not null default '{}',
  report jsonb,
  reader_version integer,
  -- Recordings of this file that the athlete deleted while others of it stay.
  excluded_recordings smallint[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, sha256)
);
create index on garmin_raw_files (import_batch_id);
call protect('garmin_raw_files');

create table garmin_raw_events (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null,
  dataset text not null,
  natural_key text not null,
  sha256 text not null,
  payload jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, vendor, dataset, natural_key, sha256)
);
call protect('garmin_raw_events');

create table import_items (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  batch_id integer not null references import_batches on delete cascade,
  -- The archive it was unpacked from.
  parent_id integer references import_items on delete cascade,
  name text not null,
  bytes bigint not null default 0,
  raw_file_id integer references garmin_raw_files on delete set null,
  state text not null default 'queued' check (state in ('queued', 'working', 'done', 'duplicate', 'failed')),
  error_code text,
  reasons text[] not null default '{}',
  activity_count smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
-- Unpacking an archive or sending a file again finds the item that is there.
create unique index on import_items (batch_id, parent_id, name, raw_file_id) nulls not distinct where raw_file_id is not null;
create index on import_items (batch_id, id);
create index on import_items (raw_file_id);
call protect('import_items');

-- How far each dataset of each vendor has been read; `own`/`daily_metrics` says from which day on days must be recomputed.
create table ingestion_state (
  user_id integer not null references users on delete cascade,
  vendor text not null,
  dataset text not null,
  state text not null default 'idle',
  cursor jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, vendor, dataset)
);
call protect('ingestion_state');

-- Bytes may be shared by two athletes of a house; they go when the last of them lets go.
create function raw_bytes_in_use(p_sha256 text) returns boolean language sql stable security definer set search_path = public
  return exists (select from garmin_raw_files where sha256 = p_sha256);
revoke all on function raw_bytes_in_use(text) from public;
grant execute on function raw_bytes_in_use(text) to rc_app;
