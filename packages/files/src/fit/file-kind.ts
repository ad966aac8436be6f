import type { FileKind } from '@rc/domain'
import type { MessageLists, MessageName } from './profile.ts'

const byType: Record<number, FileKind> = {
  1: 'device',
  2: 'settings',
  3: 'sport',
  4: 'activity',
  5: 'workout',
  6: 'course',
  7: 'schedule',
  9: 'weight',
  10: 'totals',
  11: 'goals',
  14: 'blood_pressure',
  15: 'monitoring',
  28: 'monitoring',
  32: 'monitoring',
  34: 'segment',
  35: 'segment',
  44: 'metrics',
  49: 'sleep',
  68: 'hrv',
  73: 'metrics',
}

/** Messages that settle what a file is whatever it declares: workouts are found under other types. */
const settling: [MessageName, FileKind][] = [
  ['workoutStep', 'workout'],
  ['workout', 'workout'],
  ['course', 'course'],
]

/** Messages by which a file that declares nothing known is told. */
const telling: [MessageName, FileKind][] = [
  ['segmentId', 'segment'],
  ['sleepLevel', 'sleep'],
  ['hrvStatusSummary', 'hrv'],
  ['monitoring', 'monitoring'],
  ['weightScale', 'weight'],
  ['bloodPressure', 'blood_pressure'],
]

/** What one segment is: an activity where it declares one (workouts may be inside), else by its content and its declared type. */
export function kindOfSegment(messages: MessageLists, recordCount: number): FileKind {
  const declared = byType[messages.fileId[0]?.type ?? -1]
  if (declared === 'activity') return declared
  const kindIn = (words: typeof settling) => words.find(([name]) => messages[name].length > 0)?.[1]
  const kind = kindIn(settling) ?? declared ?? kindIn(telling)
  return kind ?? (messages.session.length + messages.lap.length + recordCount > 0 ? 'activity' : 'other')
}
