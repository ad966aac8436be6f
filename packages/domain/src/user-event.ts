import type { Vendor } from './vendor.ts'

/** What the open pages of an athlete are told: only that something changed. */
export type UserEvent =
  | { type: 'import'; batchId: number }
  | { type: 'activity'; activityId: number }
  | { type: 'metrics'; from: string }
  | { type: 'journal'; date: string }
  | { type: 'morning'; date: string }
  | { type: 'plan'; planId: string }
  | { type: 'guideline'; documentId: string }
  /** `text` is what an answer has grown by from the character `at` on; without it the message has to be read. */
  | { type: 'chat'; conversationId: number; messageId: number; at?: number; text?: string }
  | { type: 'job'; jobId: number }
  | { type: 'connection'; vendor: Vendor }
  | { type: 'sync'; vendor: Vendor }

const each: Record<UserEvent['type'], true> = {
  import: true,
  activity: true,
  metrics: true,
  journal: true,
  morning: true,
  plan: true,
  guideline: true,
  chat: true,
  job: true,
  connection: true,
  sync: true,
}
export const userEventTypes = Object.keys(each) as UserEvent['type'][]
