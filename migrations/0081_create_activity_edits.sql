-- What the athlete changed about a recording, laid over the raw file whenever it is read, in the order of `id`. Nothing is
-- ever overwritten: an edit that was taken back stays, with the time of it.
create table activity_edits (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  raw_file_id integer not null references garmin_raw_files on delete cascade,
  recording_index smallint not null,
  edit jsonb not null,
  reverted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on activity_edits (raw_file_id);
call protect('activity_edits');
