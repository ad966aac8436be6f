-- What the athlete says of a day; null is "not said". 1–5: of feeling and mood 5 is best, of the others worst.
create table journal_days (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  feeling smallint check (feeling between 1 and 5),
  fatigue smallint check (fatigue between 1 and 5),
  soreness smallint check (soreness between 1 and 5),
  mood smallint check (mood between 1 and 5),
  stress smallint check (stress between 1 and 5),
  pain smallint check (pain between 0 and 10),
  is_ill boolean,
  weight_kg double precision check (weight_kg > 0),
  notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date)
);
call protect('journal_days');

-- Of an activity; `rpe` stands there already. A file may bring effort and feeling along, the athlete has the last word.
alter table activities
  add column feeling smallint check (feeling between 1 and 5),
  add column pain smallint check (pain between 0 and 10),
  add column notes text;
