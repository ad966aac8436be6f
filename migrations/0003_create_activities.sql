create table activities (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  -- Where it came from: one recording of a file, or one raw event (a manual entry).
  raw_file_id integer references garmin_raw_files on delete cascade,
  recording_index smallint not null default 0,
  raw_event_id integer references garmin_raw_events on delete cascade,
  source text not null check (source in ('fit', 'tcx', 'gpx', 'csv', 'manual')),
  -- The same activity from a better source; null for the canonical one. `duplicate_decided`: the athlete said so.
  duplicate_of integer references activities on delete set null,
  duplicate_decided boolean not null default false,
  sport text not null,
  name text,
  -- With clock 'unknown' the times count from the watch's power-up and there is no local date.
  clock text not null default 'set' check (clock in ('set', 'unknown')),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  -- Set where the athlete dated an undated activity: the start by the watch's own clock, from which its samples, laps
  -- and events still count.
  recorded_start_at timestamptz,
  time_zone text,
  utc_offset_s integer,
  local_date date,
  elapsed_s double precision,
  timer_s double precision,
  moving_s double precision,
  distance_m double precision,
  ascent_m double precision,
  descent_m double precision,
  avg_hr_bpm real,
  max_hr_bpm real,
  avg_power_w real,
  max_power_w real,
  avg_speed_mps double precision,
  avg_cadence_rpm real,
  calories_kcal real,
  rpe double precision check (rpe between 0 and 10),
  sample_count integer not null default 0,
  -- Earliest and latest sample time: they tell which chunks to look into.
  samples_from timestamptz,
  samples_to timestamptz,
  -- Channels that hold at least one value, and a track thinned for small maps: [lon, lat, lon, lat …].
  channels text[] not null default '{}',
  track double precision[],
  pauses double precision[] not null default '{}',
  sessions_recorded boolean not null default true,
  device_manufacturer text,
  device_product text,
  device_serial text,
  flags text[] not null default '{}',
  reader_version integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (raw_file_id, recording_index),
  unique (raw_event_id)
);
create index on activities (user_id, started_at desc, id desc) where duplicate_of is null;
create index on activities (user_id, local_date) where duplicate_of is null;
create index on activities (user_id, started_at);
create index on activities (duplicate_of);
call protect('activities');

-- Rows below an activity go with it; a key to users of their own would be looked up once more for each of them.

create table activity_sessions (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  session_index smallint not null,
  sport text not null,
  fit_sport smallint,
  fit_sub_sport smallint,
  started_at timestamptz,
  timestamp_at timestamptz,
  elapsed_s double precision,
  timer_s double precision,
  distance_m double precision,
  avg_hr_bpm real,
  max_hr_bpm real,
  avg_power_w real,
  max_power_w real,
  avg_speed_mps double precision,
  max_speed_mps double precision,
  avg_cadence_rpm real,
  ascent_m double precision,
  descent_m double precision,
  calories_kcal real,
  pool_length_m double precision,
  num_laps integer,
  num_lengths integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, session_index)
);
call protect('activity_sessions');

create table activity_laps (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  lap_index integer not null,
  trigger text,
  intensity text,
  started_at timestamptz,
  timestamp_at timestamptz,
  elapsed_s double precision,
  timer_s double precision,
  distance_m double precision,
  avg_hr_bpm real,
  max_hr_bpm real,
  avg_power_w real,
  max_power_w real,
  avg_speed_mps double precision,
  max_speed_mps double precision,
  avg_cadence_rpm real,
  ascent_m double precision,
  descent_m double precision,
  calories_kcal real,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, lap_index)
);
call protect('activity_laps');

create table activity_lengths (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  length_index integer not null,
  started_at timestamptz,
  elapsed_s double precision,
  timer_s double precision,
  active boolean not null,
  strokes integer,
  stroke text,
  avg_speed_mps double precision,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, length_index)
);
call protect('activity_lengths');

create table activity_events (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  event_index integer not null,
  time timestamptz,
  event smallint not null,
  event_type smallint not null,
  data bigint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, event_index)
);
call protect('activity_events');

-- Beat-to-beat intervals of one activity, in order: read and written whole.
create table activity_rr (
  user_id integer not null,
  activity_id integer primary key references activities on delete cascade,
  rr_ms real[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('activity_rr');

-- What sensor apps measured beside the device (FIT developer fields), by the channel they declared: a value a sample, in
-- order of `seq`. Read where the device itself recorded no such channel.
create table activity_developer_channels (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  channel text not null,
  value double precision[] not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, channel)
);
call protect('activity_developer_channels');

-- No foreign keys here: they would cost a look-up per row; samples are written and removed with their activity only.
create table activity_samples (
  user_id integer not null,
  activity_id integer not null,
  seq integer not null,
  time timestamptz not null,
  lat_deg double precision,
  lon_deg double precision,
  distance_m double precision,
  altitude_m real,
  speed_mps real,
  hr_bpm smallint,
  cadence_rpm real,
  power_w integer,
  temperature_c real,
  vertical_oscillation_mm real,
  stance_time_ms real,
  stance_balance_pct real,
  vertical_ratio_pct real,
  step_length_mm real,
  respiration_brpm real,
  left_right_balance_raw smallint,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, seq, time)
);
select create_hypertable('activity_samples', by_range('time', interval '180 days'), create_default_indexes => false);

-- A hypertable's row security is bypassed through its chunks, so the app role has no right on it: it reads and deletes
-- through this view, and rows come in by COPY as rc_ingest, which can do nothing else.
create view own_activity_samples with (security_barrier) as
  select * from activity_samples where user_id = (select current_user_id());
grant select, delete on own_activity_samples to rc_app;
grant insert on activity_samples to rc_ingest;

create table activity_metrics (
  user_id integer not null,
  activity_id integer not null references activities on delete cascade,
  -- -1 is the whole activity, otherwise one of its sessions.
  session_index smallint not null default -1,
  metric_id text not null,
  version smallint not null,
  value double precision,
  unit text not null,
  method text not null,
  coverage double precision,
  confidence text not null,
  missing text[] not null default '{}',
  detail jsonb,
  -- Hash of the thresholds it was computed with.
  inputs_hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (activity_id, session_index, metric_id, version)
);
create index on activity_metrics (user_id, metric_id);
call protect('activity_metrics');

create table fitness_metrics_daily (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  metric_id text not null,
  version smallint not null,
  value double precision,
  unit text not null,
  method text not null,
  coverage double precision,
  confidence text not null,
  missing text[] not null default '{}',
  detail jsonb,
  inputs_hash text not null default '',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, metric_id, version, local_date)
);
create index on fitness_metrics_daily (user_id, local_date);
call protect('fitness_metrics_daily');
