import { Worker } from 'bullmq'
import type { QueueName } from './kinds.ts'
import { connect, refuseEviction, type QueueLog } from './redis.ts'

export interface JobConsumer {
  /** Takes no more; resolves when what was taken has ended. */
  close(): Promise<void>
}

export interface ConsumerOptions {
  url: string
  queue: QueueName
  concurrency: number
  log: QueueLog
  /** Does one job. Its outcome goes into `sync_jobs`; the queue hears nothing of it. */
  run: (jobId: number) => Promise<void>
}

/** Starts to take jobs of one queue. */
export async function createJobConsumer({ url, queue, concurrency, log, run }: ConsumerOptions): Promise<JobConsumer> {
  const redis = connect(url, log)
  try {
    await refuseEviction(redis)
  } catch (error) {
    redis.disconnect()
    throw error
  }
  const worker = new Worker<{ id: number }>(queue, (job) => run(job.data.id), {
    connection: redis,
    prefix: 'rc',
    concurrency,
    lockDuration: 120_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  })
  // A flushed queue forgets jobs that are being done; that is no failure of the job.
  worker.on('error', (error) => log.warn({ err: error, queue }, 'queue'))
  return {
    close: async () => {
      await worker.close()
      redis.disconnect()
    },
  }
}
