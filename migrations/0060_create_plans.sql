-- A plan is its revisions; what is here of its title, days and state is taken from the newest one.
create table plans (
  user_id integer not null references users on delete cascade,
  plan_id text not null,
  title text not null,
  goal text not null,
  state text not null check (state in ('draft', 'approved', 'archived')),
  starts_on date not null,
  ends_on date not null,
  version integer not null,
  -- The revision that counts; null: none was ever approved.
  approved_version integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id)
);
call protect('plans');

-- Never changed but for the approval: an undo is one more of them.
create table plan_revisions (
  user_id integer not null,
  plan_id text not null,
  version integer not null,
  -- The canonical plan, and what a human approves of it.
  content jsonb not null,
  hash text not null,
  origin text not null,
  -- What was done to the revision before; null: it is no change of one.
  operations jsonb,
  verdict jsonb not null,
  rules_version text not null,
  approved_at timestamptz,
  -- The warnings that were confirmed.
  confirmed text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, version),
  foreign key (user_id, plan_id) references plans on delete cascade
);
call protect('plan_revisions');

-- Weeks, workouts and their days of the approved revision, to look things up by; made anew with every approval.
create table plan_weeks (
  user_id integer not null,
  plan_id text not null,
  week smallint not null,
  starts_on date not null,
  phase text not null,
  is_deload boolean not null,
  duration_s integer not null,
  distance_m double precision not null,
  load double precision not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, week),
  foreign key (user_id, plan_id) references plans on delete cascade
);
call protect('plan_weeks');

create table workouts (
  user_id integer not null,
  plan_id text not null,
  key text not null,
  sport text not null,
  type text not null,
  title text not null,
  purpose text not null,
  steps jsonb not null,
  duration_s integer not null,
  distance_m double precision not null,
  load double precision not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, key),
  foreign key (user_id, plan_id) references plans on delete cascade
);
call protect('workouts');

create table workout_schedule (
  user_id integer not null,
  plan_id text not null,
  key text not null,
  local_date date not null,
  place smallint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, plan_id, key),
  foreign key (user_id, plan_id, key) references workouts on delete cascade
);
create index on workout_schedule (user_id, local_date);
call protect('workout_schedule');
