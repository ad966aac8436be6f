export { jobKinds, type JobKind, type JobPayload } from './kinds.ts'
export type { JobQueue } from './queue.ts'
