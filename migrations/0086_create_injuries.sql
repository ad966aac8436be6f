-- What was or is hurt, as the athlete tags it: a part of the body and days, no words.
create table injuries (
  user_id integer not null references users on delete cascade,
  area text not null check (area in ('foot', 'ankle', 'achilles', 'calf', 'shin', 'knee', 'hamstring', 'thigh', 'hip', 'groin', 'back', 'shoulder', 'arm', 'other')),
  side text not null check (side in ('left', 'right', 'both', 'none')),
  started_on date not null,
  -- Null: it is not over.
  ended_on date check (ended_on >= started_on),
  -- As long as it is not over, no run is planned.
  stops_running boolean not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, started_on, area, side)
);
call protect('injuries');
