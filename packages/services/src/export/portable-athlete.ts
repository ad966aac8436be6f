import { statedTables } from '@rc/db/queries/stated'
import { FIRST_SPLIT_INDEX, isTimeZone, sensors, sexes, sports, thresholdKinds, type RecordingEdit } from '@rc/domain'
import { z } from 'zod'

/** Entry of an export that holds what no file can say; the first one, because the others are read in its light. */
export const ATHLETE_ENTRY = 'runningcoach.json'
/** Entry of what vendors answered, one JSON object a line: ten years of it do not fit into one document. */
export const EVENTS_ENTRY = 'runningcoach-events.jsonl'
/** Entry of talks with the coach and of what models have cost, one JSON object a line. */
export const TALKS_ENTRY = 'runningcoach-talks.jsonl'
/** Folder of the original files in an export. */
export const ORIGINALS = 'originals/'
/** Folder of the tables: made from the rest, for people and other programs, never read again. */
export const TABLES = 'runningcoach-tables/'
export const MANIFEST_ENTRY = 'runningcoach-manifest.json'
export const README_ENTRY = 'README.txt'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const recordingKey = z.object({ sha256, recordingIndex: z.int().min(0).max(32_767) })
const instant = z.iso.datetime({ offset: true })

const timeS = z.number().min(0).max(1e11)
const recordingEdit = z.discriminatedUnion('op', [
  z.object({ op: z.literal('sport'), sport: z.enum(sports) }),
  z.object({ op: z.literal('trim'), fromTimeS: timeS, toTimeS: timeS }),
  z.object({
    op: z.literal('silence'),
    sensor: z.enum(sensors),
    fromTimeS: timeS.nullable(),
    toTimeS: timeS.nullable(),
  }),
  z.object({ op: z.literal('split'), atTimeS: timeS, newIndex: z.int().min(FIRST_SPLIT_INDEX).max(32_767) }),
  z.object({ op: z.literal('merge'), sha256, recordingIndex: z.int().min(0).max(32_767) }),
]) satisfies z.ZodType<RecordingEdit>

/** An athlete's export is a file like any other: it may have been written by anybody. */
export const portableAthlete = z.object({
  format: z.literal('runningcoach-athlete'),
  version: z.literal(1),
  person: z.object({
    displayName: z.string().min(1).max(80),
    locale: z.enum(['ko', 'en']),
    timeZone: z.string().max(64).refine(isTimeZone),
    birthYear: z.int().min(1900).max(2100).nullable(),
    sex: z.enum(sexes),
    profileCompletedAt: instant.nullable(),
  }),
  thresholds: z.array(
    z.object({
      kind: z.enum(thresholdKinds),
      value: z.number().positive(),
      validFrom: z.iso.date(),
      source: z.enum(['athlete', 'suggested']),
    }),
  ),
  events: z.array(z.object({ vendor: z.string(), dataset: z.string(), payload: z.record(z.string(), z.unknown()) })),
  files: z.array(
    z.object({
      sha256,
      name: z.string().min(1).max(255),
      bytes: z.int().min(0),
      excludedRecordings: z.array(z.int().min(0).max(32_767)),
      edits: z
        .array(
          z.object({ recordingIndex: z.int().min(0).max(32_767), edit: recordingEdit, revertedAt: instant.nullable() }),
        )
        .default([]),
    }),
  ),
  stated: z.partialRecord(z.enum(statedTables), z.array(z.record(z.string(), z.unknown()))),
  recordings: z.array(
    recordingKey.extend({
      name: z.string().max(1_000).nullable(),
      rpe: z.number().min(0).max(10).nullable(),
      feeling: z.int().min(1).max(5).nullable(),
      pain: z.int().min(0).max(10).nullable(),
      notes: z.string().max(20_000).nullable(),
      excludedFromLoad: z.boolean().default(false),
      tags: z.array(z.string().max(200)).max(200).default([]),
      startedAt: instant.nullable(),
      decided: z.object({ repeats: recordingKey.nullable() }).nullable(),
    }),
  ),
})
export type PortableAthlete = z.infer<typeof portableAthlete>

/** One line of `EVENTS_ENTRY`. */
export const portableEvent = z.object({
  vendor: z
    .string()
    .max(40)
    .refine((vendor) => vendor !== 'manual'),
  dataset: z.string().max(80),
  naturalKey: z.string().max(200),
  sha256,
  isCurrent: z.boolean(),
  payload: z.unknown(),
})

/** A session without a file, as it was entered; the order of the keys is part of what its hash is made of. */
export const manualEntry = z.object({
  sport: z.enum(sports),
  startedAt: instant.transform((text) => new Date(text)),
  durationS: z.number().positive(),
  distanceM: z.number().nonnegative().optional(),
  avgHrBpm: z.number().min(30).max(230).optional(),
  rpe: z.number().min(0).max(10).optional(),
  name: z.string().max(200).optional(),
})
