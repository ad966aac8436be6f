import { readGauges } from '@rc/services/health/read-gauges'
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { ApiDeps } from './context.ts'

export interface Metrics {
  observe(call: { method: string; route: string; status: number; seconds: number }): void
  /** Prometheus' text form. */
  render(): Promise<string>
  contentType: string
}

export function createMetrics(deps: ApiDeps): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const calls = new Histogram({
    name: 'rc_http_request_seconds',
    help: 'Calls of the API',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.03, 0.06, 0.1, 0.3, 1, 3, 10],
    registers,
  })
  const authFailures = new Counter({ name: 'rc_auth_failures_total', help: 'Wrong passwords and codes', registers })
  const streams = new Gauge({ name: 'rc_event_streams', help: 'Open event streams', registers })
  const jobs = new Gauge({ name: 'rc_jobs', help: 'Unfinished and failed jobs', labelNames: ['state'], registers })
  const oldest = new Gauge({
    name: 'rc_job_oldest_seconds',
    help: 'Age of the oldest of them',
    labelNames: ['state'],
    registers,
  })
  const disk = new Gauge({ name: 'rc_disk_free_bytes', help: 'Free space of the data folder', registers })
  const backup = new Gauge({
    name: 'rc_backup_last_success_timestamp',
    help: 'When the last backup was made',
    registers,
  })
  const proof = new Gauge({
    name: 'rc_restore_last_proven_timestamp',
    help: 'When a backup was last restored on trial',
    registers,
  })
  return {
    contentType: registry.contentType,
    observe({ method, route, status, seconds }) {
      calls.observe({ method, route, status }, seconds)
      if (route.startsWith('/auth/') && method === 'POST' && [401, 403, 429].includes(status)) authFailures.inc()
    },
    async render() {
      const gauges = await readGauges(deps)
      streams.set(deps.events.size())
      disk.set(gauges.freeDiskBytes)
      // Nothing happened yet: no time is said, not the year 1970.
      backup.set(gauges.lastBackupS ?? Number.NaN)
      proof.set(gauges.lastProofS ?? Number.NaN)
      jobs.reset()
      oldest.reset()
      for (const { state, count, oldestS } of gauges.jobs) {
        jobs.set({ state }, count)
        oldest.set({ state }, oldestS)
      }
      return registry.metrics()
    },
  }
}
