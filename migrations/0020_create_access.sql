-- Browsers in which the athlete has signed in before: guessing elsewhere does not slow them down.
create table known_devices (
  token_sha256 bytea primary key check (length(token_sha256) = 32),
  user_id integer not null references users on delete cascade,
  last_seen_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on known_devices (user_id);
call protect('known_devices');

create table two_step (
  user_id integer primary key references users on delete cascade,
  -- Encrypted by the api; the database does not hold the key.
  secret_sealed bytea not null,
  -- Null until the athlete has shown a first code.
  confirmed_at timestamptz,
  -- The newest 30 seconds whose code has been used: none counts twice.
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
call protect('two_step');

create table recovery_codes (
  user_id integer not null references users on delete cascade,
  code_sha256 bytea not null check (length(code_sha256) = 32),
  used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (user_id, code_sha256)
);
call protect('recovery_codes');

create table api_tokens (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  name text not null check (length(name) between 1 and 80),
  token_sha256 bytea not null unique check (length(token_sha256) = 32),
  scopes text[] not null check (scopes <@ '{read,write,import}' and cardinality(scopes) > 0),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on api_tokens (user_id);
call protect('api_tokens');

-- `user_id` is who invites.
create table invitations (
  id integer generated always as identity primary key,
  user_id integer not null references users on delete cascade,
  code_sha256 bytea not null unique check (length(code_sha256) = 32),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on invitations (user_id);
call protect('invitations');

-- How often somebody has tried, by the hash of what is guarded. Belongs to no athlete: logins that do not exist count too.
create table login_tries (
  key text primary key,
  failures double precision not null,
  last_at timestamptz not null,
  -- No try is weighed before; null: none has to wait.
  open_at timestamptz
);
create index on login_tries (last_at);

-- Counts one try against each limit `{key, freeTries, longestWaitS, decayS}` and answers 0; or counts nothing and answers
-- how many seconds are still to wait. One failure is forgotten every `decayS`; from the last free one on each doubles the wait.
-- A clock that was ahead leaves times to come: nobody waits longer than the longest wait for them, and none counts as a failure.
create function charge_tries(p_limits jsonb, p_now timestamptz) returns double precision
language plpgsql security definer set search_path = public as $$
declare wait_s double precision;
begin
  delete from login_tries where key in (
    select key from login_tries where last_at < p_now - interval '1 day' for update skip locked);
  -- Always in the same order, so that two tries never wait for each other.
  insert into login_tries (key, failures, last_at)
    select l.key, 0, p_now from jsonb_to_recordset(p_limits) as l(key text) order by l.key on conflict do nothing;
  perform from login_tries t join jsonb_to_recordset(p_limits) as l(key text) using (key) order by t.key for update of t;
  -- A moment ahead is another request's; `least` would take a null for the larger one.
  update login_tries t set last_at = p_now,
      open_at = case when t.open_at is not null then least(t.open_at, p_now + interval '1 second' * l."longestWaitS") end
    from jsonb_to_recordset(p_limits) as l(key text, "longestWaitS" double precision)
    where t.key = l.key and t.last_at > p_now + interval '1 minute';
  select max(extract(epoch from t.open_at - p_now)) into wait_s
    from login_tries t join jsonb_to_recordset(p_limits) as l(key text) using (key);
  if wait_s > 0 then return wait_s; end if;
  update login_tries t set failures = n.failures, last_at = p_now, open_at = case when round(n.failures) >= n.free_tries
      then p_now + interval '1 second' * least(n.longest_wait_s, 2 ^ least(round(n.failures) - n.free_tries, 30)) end
    from (
      select key, l."freeTries" as free_tries, l."longestWaitS" as longest_wait_s,
          greatest(0, k.failures - extract(epoch from p_now - k.last_at) / l."decayS") + 1 as failures
        from login_tries k join jsonb_to_recordset(p_limits)
          as l(key text, "freeTries" integer, "longestWaitS" double precision, "decayS" double precision) using (key)
    ) n where t.key = n.key;
  return 0;
end $$;

-- What a try that went well leaves behind: some keys start afresh, from others only its own charge is taken back.
create function settle_tries(p_forgiven jsonb, p_refunded jsonb) returns void
language plpgsql security definer set search_path = public as $$
begin
  perform from login_tries where p_forgiven ? key or p_refunded ? key order by key for update;
  delete from login_tries where p_forgiven ? key;
  update login_tries set failures = greatest(failures - 1, 0), open_at = null where p_refunded ? key;
end $$;

create function is_known_device(p_login text, p_token_sha256 bytea) returns boolean
language sql stable security definer set search_path = public
begin atomic
  select exists (select from known_devices d join users u on u.id = d.user_id
    where u.login = lower(p_login) and d.token_sha256 = p_token_sha256);
end;

create function find_api_token(p_token_sha256 bytea)
returns table (id integer, user_id integer, scopes text[], last_used_at timestamptz)
language sql stable security definer set search_path = public
begin atomic
  select t.id, t.user_id, t.scopes, t.last_used_at from api_tokens t
    where t.token_sha256 = p_token_sha256 and t.expires_at > now();
end;

create function invitation_state(p_code_sha256 bytea) returns text
language sql stable security definer set search_path = public
begin atomic
  select case when i.accepted_at is not null then 'accepted' when i.expires_at <= now() then 'expired' else 'open' end
    from invitations i where i.code_sha256 = p_code_sha256;
end;

-- The new account, or null when the invitation does not hold any more. A login that is taken breaks the unique constraint.
create function accept_invitation(p_code_sha256 bytea, p_login text, p_display_name text, p_password_hash text, p_locale text, p_time_zone text)
returns integer language plpgsql security definer set search_path = public as $$
declare new_id integer;
begin
  update invitations set accepted_at = now()
    where code_sha256 = p_code_sha256 and accepted_at is null and expires_at > now();
  if not found then return null; end if;
  insert into users (login, display_name, password_hash, locale, time_zone)
    values (p_login, p_display_name, p_password_hash, p_locale, p_time_zone) returning id into new_id;
  return new_id;
end $$;

revoke all on function charge_tries(jsonb, timestamptz), settle_tries(jsonb, jsonb), is_known_device(text, bytea),
  find_api_token(bytea), invitation_state(bytea), accept_invitation(bytea, text, text, text, text, text) from public;
grant execute on function charge_tries(jsonb, timestamptz), settle_tries(jsonb, jsonb), is_known_device(text, bytea),
  find_api_token(bytea), invitation_state(bytea), accept_invitation(bytea, text, text, text, text, text) to rc_app;
