#!/bin/sh
# Starts Valkey on /srv/data. The same file runs in the image and natively.
# It only transports jobs whose truth is in Postgres: an append-only file it cannot read is moved aside, never mourned.
# RC_STORE_LISTEN, RC_STORE_PORT: where it listens. RC_STORE_EPHEMERAL=1: tests may flush it.
set -eu
cd /srv/data

log=appendonlydir/appendonly.aof.manifest
if [ -d appendonlydir ] && ! valkey-check-aof "$log" >/tmp/check-aof.log 2>&1; then
  echo "valkey: the append-only file is unreadable; kept as appendonlydir.unreadable, starting empty" >&2
  rm -rf appendonlydir.unreadable
  mv appendonlydir appendonlydir.unreadable
fi

forbidden='-flushall -flushdb -config -replicaof -module -swapdb'
if [ "${RC_STORE_EPHEMERAL:-}" ]; then forbidden=''; fi
# Settings come through stdin, so that the password is in no process list.
exec valkey-server - <<SETTINGS
bind ${RC_STORE_LISTEN:-*}
port ${RC_STORE_PORT:-6379}
user default on >$(cat /run/secrets/valkey_password) ~* &* +@all $forbidden
dir /srv/data
pidfile /srv/data/valkey.pid
databases 512
appendonly yes
appendfsync everysec
save ""
maxmemory 96mb
maxmemory-policy noeviction
SETTINGS
