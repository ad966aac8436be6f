export type AppName = 'api' | 'worker' | 'scheduler'

/** For processes that answer no requests. */
const HEARTBEAT = '--import=./scripts/appliance/heartbeat.ts'

/**
 * The command of each process, natively and in compose.yaml. The old space bounds what a leak can take from the machine;
 * the small young generation keeps an idle process small, at the price of more frequent, short collections.
 */
const nodeFlags: Record<AppName, string[]> = {
  api: ['--max-old-space-size=256', '--initial-old-space-size=96', '--max-semi-space-size=16'],
  worker: [HEARTBEAT, '--max-old-space-size=768', '--max-semi-space-size=8'],
  scheduler: [HEARTBEAT, '--max-old-space-size=96', '--max-semi-space-size=1'],
}

export const commandOf = (app: AppName): string[] => [...nodeFlags[app], `apps/${app}/src/main.ts`]
