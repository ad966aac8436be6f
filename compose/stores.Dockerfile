# Postgres and Valkey from the packages, and with the start commands, that the native appliance and the tests run.
FROM debian:trixie-slim AS base
ARG PUID=10001
ARG PGID=10001
# Postgres wants a name for whom it runs as.
RUN echo "store:x:${PUID}:${PGID}::/tmp:/usr/sbin/nologin" >> /etc/passwd

FROM base AS db
RUN mkdir -p /etc/postgresql-common \
  && echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf \
  && apt-get update \
  && apt-get install -y --no-install-recommends postgresql-17 postgresql-17-timescaledb postgresql-17-pgvector \
  && rm -rf /var/lib/apt/lists/*
COPY scripts/stores/postgres.sh /usr/local/bin/start
USER ${PUID}:${PGID}
CMD ["start"]

FROM base AS redis
RUN apt-get update \
  && apt-get install -y --no-install-recommends valkey-server \
  && rm -rf /var/lib/apt/lists/*
COPY scripts/stores/valkey.sh /usr/local/bin/start
USER ${PUID}:${PGID}
CMD ["start"]
