-- Where a way begins or ends that nobody needs to see: what lies inside is drawn on no map. Recordings stay whole.
create table privacy_zones (
  user_id integer not null references users on delete cascade,
  name text not null,
  lat_deg double precision not null check (lat_deg between -90 and 90),
  lon_deg double precision not null check (lon_deg between -180 and 180),
  radius_m integer not null check (radius_m > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, name)
);
call protect('privacy_zones');
