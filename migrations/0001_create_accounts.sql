-- The athlete whose rows may be seen. Unset or empty means nobody, so that a forgotten setting shows nothing.
create function current_user_id() returns integer language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::integer;

create function touch_updated_at() returns trigger language plpgsql as $$ begin new.updated_at := now(); return new; end $$;

-- Puts a table under row-level security: the athlete sees and writes their own rows, the app role nothing else.
-- `updated_at` moves with every change.
create procedure protect(table_name regclass) language plpgsql as $$ begin
  execute format('alter table %s enable row level security', table_name);
  execute format('create policy own_rows on %s to rc_app using (user_id = (select current_user_id())) with check (user_id = (select current_user_id()))', table_name);
  execute format('grant select, insert, update, delete on %s to rc_app', table_name);
  execute format('create trigger touch before update on %s for each row execute function touch_updated_at()', table_name);
end $$;

create table users (
  id integer generated always as identity primary key,
  login text not null unique check (login = lower(login) and length(login) between 2 and 64),
  display_name text not null check (length(display_name) between 1 and 80),
  password_hash text not null,
  locale text not null default 'ko' check (locale in ('ko', 'en')),
  time_zone text not null default 'Asia/Seoul',
  birth_year smallint check (birth_year between 1900 and 2100),
  sex text not null default 'unspecified' check (sex in ('male', 'female', 'unspecified')),
  profile_completed_at timestamptz,
  -- The first account of the house may invite others. Nobody sees more for it.
  role text not null default 'member' check (role in ('owner', 'member')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger touch before update on users for each row execute function touch_updated_at();
alter table users enable row level security;
create policy own_row on users to rc_app using (id = (select current_user_id()));
grant select (id, login, display_name, locale, time_zone, birth_year, sex, profile_completed_at, role, created_at, updated_at),
  update (display_name, password_hash, locale, time_zone, birth_year, sex, profile_completed_at) on users to rc_app;

create table login_sessions (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  -- A name by which the page can end a session; the key itself stays where it is.
  id integer generated always as identity unique,
  user_id integer not null references users on delete cascade,
  user_agent text not null default '',
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on login_sessions (user_id);
call protect('login_sessions');

create table athlete_thresholds (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  kind text not null check (kind in ('hr_rest_bpm', 'hr_max_bpm', 'lthr_bpm', 'ftp_w', 'threshold_speed_mps', 'css_mps')),
  value double precision not null check (value > 0),
  valid_from date not null,
  source text not null default 'athlete' check (source in ('athlete', 'suggested')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (user_id, kind, valid_from)
);
call protect('athlete_thresholds');

-- Doors through the tenant wall: each answers one question that has to be asked before it is known who asks.

create function count_users() returns bigint language sql stable security definer set search_path = public
  return (select count(*) from users);

create function create_first_user(p_login text, p_display_name text, p_password_hash text, p_locale text, p_time_zone text)
returns integer language plpgsql security definer set search_path = public as $$
declare new_id integer;
begin
  lock table users in exclusive mode;
  if exists (select from users) then return null; end if;
  insert into users (login, display_name, password_hash, locale, time_zone, role)
    values (p_login, p_display_name, p_password_hash, p_locale, p_time_zone, 'owner') returning id into new_id;
  return new_id;
end $$;

create function find_login(p_login text) returns table (user_id integer, password_hash text)
language sql stable security definer set search_path = public
begin atomic select id, users.password_hash from users where login = lower(p_login); end;

create function find_session(p_token_sha256 bytea) returns table (user_id integer, created_at timestamptz, last_seen_at timestamptz)
language sql stable security definer set search_path = public
begin atomic
  select s.user_id, s.created_at, s.last_seen_at from login_sessions s where s.token_sha256 = p_token_sha256 and s.expires_at > now();
end;

create function list_user_ids() returns setof integer language sql stable security definer set search_path = public
begin atomic select id from users order by id; end;

revoke all on function count_users(), create_first_user(text, text, text, text, text), find_login(text), find_session(bytea), list_user_ids() from public;
grant execute on function count_users(), create_first_user(text, text, text, text, text), find_login(text), find_session(bytea), list_user_ids(), current_user_id() to rc_app;
