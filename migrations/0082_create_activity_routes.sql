-- Which activities went the same way. Derived: made again where the way (`spark`) or the method (`version`) is another one.
create table activity_routes (
  user_id integer not null,
  activity_id integer primary key references activities on delete cascade,
  version smallint not null,
  spark text not null,
  family text not null,
  length_m double precision not null,
  start_lat_deg double precision not null,
  start_lon_deg double precision not null,
  -- The first activity of the group, which all others are compared with; itself, if it is that one. Null: not judged yet.
  route_of integer references activities on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on activity_routes (user_id, start_lat_deg) where route_of = activity_id;
create index on activity_routes (route_of);
call protect('activity_routes');
