import type { Config } from '@rc/config'
import { AppError } from '@rc/domain'
import type { Deps } from './deps.ts'

export interface ServiceOptions {
  service: string
  config: Config
  role: 'rc_app' | 'rc_ingest'
}

/** Opens what a process needs. rc_ingest logs in as itself and works as rc_app. */
export function createDeps(_options: ServiceOptions): Deps & { close(): Promise<void> } {
  throw new AppError('internal', 'not built yet')
}
