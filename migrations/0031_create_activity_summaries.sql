-- What the samples of an activity amount to, one entry a session: the numbers that depend on the athlete as well are made
-- from it, so that a changed threshold needs no sample.
create table activity_summaries (
  user_id integer not null,
  activity_id integer primary key references activities on delete cascade,
  sports text[] not null,
  sessions jsonb not null,
  -- Formulas and settings behind it and behind the numbers of the recording itself.
  made_with text not null,
  -- Hash of the thresholds, the effort and the formulas of the athlete's numbers.
  inputs_hash text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('activity_summaries');
