-- A morning is begun once, whatever the clock does: the row decides.
create table morning_runs (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date)
);
call protect('morning_runs');

-- What the check of a morning found, and what it looked at.
create table risk_assessments (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  level text not null check (level in ('none', 'watch', 'caution', 'alert', 'stop')),
  -- Of the check before this one.
  previous_level text check (previous_level in ('none', 'watch', 'caution', 'alert', 'stop')),
  flags jsonb not null,
  unknown text[] not null default '{}',
  muted text[] not null default '{}',
  facts jsonb not null,
  readiness jsonb not null,
  -- Above 1 where data that came late changed it.
  revision smallint not null default 1,
  checked_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date)
);
call protect('risk_assessments');

create table notification_channels (
  user_id integer not null references users on delete cascade,
  kind text not null check (kind in ('email', 'webhook', 'ntfy')),
  is_enabled boolean not null default true,
  -- What may be read; the address of a hook, which often is a password itself, and what proves who we are are sealed.
  settings jsonb not null,
  url_sealed bytea,
  secret_sealed bytea,
  last_sent_at timestamptz,
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, kind)
);
call protect('notification_channels');

-- At most one message a day and channel. `sending` was begun and perhaps arrived: it is never sent again.
create table notices (
  user_id integer not null references users on delete cascade,
  local_date date not null,
  kind text not null check (kind in ('email', 'webhook', 'ntfy')),
  level text not null check (level in ('none', 'watch', 'caution', 'alert', 'stop')),
  state text not null check (state in ('sending', 'sent', 'failed')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, local_date, kind)
);
call protect('notices');
