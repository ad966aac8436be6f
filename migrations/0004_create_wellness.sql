-- Rows of these tables belong to the raw row they came from and are replaced with it; readers pick among sources.

create table sleep (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null default 'file',
  raw_file_id integer references garmin_raw_files on delete cascade,
  raw_event_id integer references garmin_raw_events on delete cascade,
  -- A night belongs to the day one wakes up on.
  wake_date date not null,
  started_at timestamptz,
  ended_at timestamptz,
  asleep_s integer,
  awake_s integer,
  light_s integer,
  deep_s integer,
  rem_s integer,
  unmeasurable_s integer,
  efficiency_pct double precision,
  score smallint,
  -- Start of each stage in Unix seconds, and the stage: 0 unmeasurable, 1 awake, 2 light, 3 deep, 4 REM.
  stage_start_s double precision[] not null default '{}',
  stage smallint[] not null default '{}',
  detail jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on sleep (user_id, wake_date);
create index on sleep (raw_file_id);
call protect('sleep');

-- One reading of one quantity: resting_hr_bpm, hrv_rmssd_ms, stress, respiration_brpm, vo2max, weight_kg …
create table health_metrics (
  id bigint generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  vendor text not null default 'file',
  raw_file_id integer references garmin_raw_files on delete cascade,
  raw_event_id integer references garmin_raw_events on delete cascade,
  metric_id text not null,
  time timestamptz not null,
  local_date date not null,
  value double precision not null,
  -- Never compared across these two.
  statistic text not null default '',
  measurement_window text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on health_metrics (user_id, metric_id, local_date);
create index on health_metrics (raw_file_id);
call protect('health_metrics');

create table hr_records (
  user_id integer not null,
  raw_file_id integer not null references garmin_raw_files on delete cascade,
  seq integer not null,
  time timestamptz not null,
  bpm smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (raw_file_id, seq)
);
create index on hr_records (user_id, time);
call protect('hr_records');
