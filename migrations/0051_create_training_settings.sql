-- How the athlete wants their numbers made, and when the morning check runs.
create table training_settings (
  user_id integer primary key references users on delete cascade,
  -- Minutes after midnight in the athlete's time zone.
  morning_min smallint not null default 450 check (morning_min between 0 and 1439),
  sleep_need_h double precision not null default 8 check (sleep_need_h > 0),
  gap_model text not null default 'minetti2002' check (gap_model in ('minetti2002', 'strava_fit')),
  elevation_feet_per_mile smallint not null default 750 check (elevation_feet_per_mile > 0),
  -- The athlete's own TSS per AU of session-RPE, found in their sessions that have both; null: too few.
  srpe_scale double precision check (srpe_scale > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('training_settings');

create table muted_alerts (
  user_id integer not null references users on delete cascade,
  rule_id text not null,
  -- The last day on which the rule is silent; null: until it is unmuted.
  muted_until date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, rule_id)
);
call protect('muted_alerts');
