import { doors } from '@rc/domain'
import { z } from 'zod'

/** Every kind of background work. The payload lies in `sync_jobs`; the queue carries the job's id only. */
export const jobKinds = {
  /** Read one stored file: decode, normalise, analyse. Dedupe key: the raw file. */
  'import.file.read': {
    payload: z.object({ rawFileId: z.int(), itemId: z.int().nullable() }),
    maxAttempts: 5,
  },
  /** Unpack one stored archive into its batch. Dedupe key: the item. */
  'import.archive.unpack': {
    payload: z.object({ rawFileId: z.int(), itemId: z.int() }),
    maxAttempts: 5,
  },
  /** After the files of an export were read: what the athlete said of them. Dedupe key: the item of the export. */
  'import.notes.apply': {
    payload: z.object({ rawFileId: z.int(), itemId: z.int() }),
    maxAttempts: 5,
  },
  /** Look into the drop folder. */
  'import.folder.scan': { payload: z.object({}), maxAttempts: 3 },
  /** Finish taking back an import. Dedupe key: the batch. */
  'import.batch.undo': { payload: z.object({ batchId: z.int() }), maxAttempts: 5 },
  /** Everything there is to ask a vendor for one athlete, until nothing is left. Dedupe key: the vendor. */
  'garmin.account.sync': { payload: z.object({}), maxAttempts: 20 },
  /** Try a key that the athlete has just given. Dedupe key: the door. */
  'garmin.door.verify': { payload: z.object({ door: z.enum(doors) }), maxAttempts: 20 },
  /** Ask every endpoint one small question. Dedupe key: the door. */
  'garmin.door.probe': { payload: z.object({ door: z.enum(doors) }), maxAttempts: 3 },
  /** One press of the athlete is one attempt: never tried again by itself. Dedupe key: the login. */
  'garmin.login.attempt': { payload: z.object({ loginId: z.int() }), maxAttempts: 1 },
  'garmin.login.answer': { payload: z.object({ loginId: z.int() }), maxAttempts: 1 },
  /** Keep the watch in step with what is approved. Dedupe key: the vendor. */
  'garmin.workouts.push': { payload: z.object({}), maxAttempts: 20 },
  /** Read every raw file again; counts the differences. */
  'own.raw.reparse': { payload: z.object({}), maxAttempts: 5 },
  /** Bring the activity metrics up to date where the thresholds they used have changed. */
  'own.metrics.recompute': { payload: z.object({}), maxAttempts: 5 },
  /** Bring the daily numbers up to date from the dirty day on. */
  'own.daily.recompute': { payload: z.object({}), maxAttempts: 5 },
  /** Read an uploaded document. Dedupe key: the document. */
  'own.guideline.read': { payload: z.object({ documentId: z.string() }), maxAttempts: 3 },
  /** Find out which new activities went a way that was gone before. Dedupe key: `routes`. */
  'own.routes.match': { payload: z.object({}), maxAttempts: 5 },
  /** Compare what was planned with what was done. */
  'own.plans.assess': { payload: z.object({}), maxAttempts: 5 },
  /** Look at this morning, once it has begun. */
  'own.morning.check': { payload: z.object({}), maxAttempts: 5 },
  /**
   * Send the note of a morning, that a vendor wants to see the athlete again, that a key is about to end (on `endsOn`), or
   * (none of them) a trial. Dedupe key: channel and what it is about.
   */
  'own.notice.send': {
    payload: z.object({
      kind: z.enum(['email', 'webhook', 'ntfy']),
      date: z.string().nullable(),
      about: z.enum(['reauth', 'ending']).optional(),
      door: z.enum(doors).optional(),
      endsOn: z.string().optional(),
    }),
    maxAttempts: 5,
  },
  /** Answer one question: by a model, else by rules. Dedupe key: the answer's message. */
  'ai.turn.answer': { payload: z.object({ messageId: z.int() }), maxAttempts: 3 },
  /** Find out what the server of a model can do. Dedupe key: the door. */
  'ai.door.probe': { payload: z.object({}), maxAttempts: 1 },
  /** Have the guidelines embedded by the model that the athlete chose. Dedupe key: `embed`. */
  'ai.guidelines.embed': { payload: z.object({}), maxAttempts: 3 },
  /** The same for what they look for: all questions that wait. Dedupe key: `question`. */
  'ai.question.embed': { payload: z.object({}), maxAttempts: 3 },
} as const satisfies Record<string, { payload: z.ZodType; maxAttempts: number }>

/** How long a worker may be silent before somebody else takes its jobs. */
export const leaseS = 30

export type JobKind = keyof typeof jobKinds
export type JobPayload<K extends JobKind> = z.infer<(typeof jobKinds)[K]['payload']>

/** Kinds of one queue wait for each other; nothing ever holds up an import, and nobody who asks waits for own work. */
export const queueNames = ['import', 'garmin', 'ai', 'own'] as const
export type QueueName = (typeof queueNames)[number]
export const queueOf = (kind: JobKind): QueueName => queueNames.find((name) => kind.startsWith(`${name}.`)) ?? 'own'
