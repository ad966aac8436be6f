-- The way as a list draws it: a polyline of few points. And what the athlete does not want in the load curve.
alter table activities
  add column spark text,
  add column excluded_from_load boolean not null default false;

-- What somebody looks for in the list again and again: the filters of its address, under a name.
create table saved_filters (
  user_id integer not null references users on delete cascade,
  name text not null,
  filters jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, name)
);
call protect('saved_filters');
