export { createJobConsumer, type ConsumerOptions, type JobConsumer } from './consumer.ts'
export { jobKinds, leaseS, queueNames, queueOf, type JobKind, type JobPayload, type QueueName } from './kinds.ts'
export { createJobQueue, type JobAnnouncement, type JobQueue } from './queue.ts'
export type { QueueLog } from './redis.ts'
