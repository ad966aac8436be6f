#!/bin/sh
# Starts Postgres on /srv/data, creating the cluster on the first start. The same file runs in the image and natively.
# RC_STORE_LISTEN, RC_STORE_PORT: where it listens. RC_STORE_EPHEMERAL=1: a throw-away cluster, which may lose everything.
set -eu
export PATH="/usr/lib/postgresql/17/bin:$PATH"
cluster=/srv/data/17

if [ ! -d "$cluster" ]; then
  fresh=/srv/data/17.new
  rm -rf "$fresh"
  initdb --pgdata="$fresh" --username=postgres --pwfile=/run/secrets/postgres_password --auth=scram-sha-256 \
    --data-checksums --encoding=UTF8 --locale=C.UTF-8 --locale-provider=builtin --no-instructions \
    ${RC_STORE_EPHEMERAL:+--no-sync}
  echo 'host all all all scram-sha-256' >"$fresh/pg_hba.conf"
  mv "$fresh" "$cluster"
fi

set -- -D "$cluster" \
  -c listen_addresses="${RC_STORE_LISTEN:-*}" -c port="${RC_STORE_PORT:-5432}" -c unix_socket_directories= \
  -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off \
  -c shared_buffers=256MB -c max_wal_size=2GB -c summarize_wal=on -c wal_compression=lz4 \
  -c max_connections=100 -c max_worker_processes=32 -c max_locks_per_transaction=128 \
  -c idle_in_transaction_session_timeout=60s -c log_min_duration_statement=1s -c log_timezone=UTC -c timezone=UTC
if [ "${RC_STORE_EPHEMERAL:-}" ]; then
  set -- "$@" -c fsync=off -c full_page_writes=off -c summarize_wal=off \
    -c max_connections=300 -c max_worker_processes=64
fi
exec postgres "$@"
