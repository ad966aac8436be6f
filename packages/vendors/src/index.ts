import type { Vendor } from '@rc/domain'
import type { VendorDefinition } from './define.ts'
import { garmin } from './garmin/definition.ts'

export type { DatasetDefinition, DayRange, VendorDefinition } from './define.ts'
export { isEmpty, type ActivityFact, type DayFacts, type HealthReading, type NightFact } from './facts.ts'
export { parseTokens, type Credential } from './garmin/credential.ts'
export { exchangeTicket, refreshPair } from './garmin/client/di-tokens.ts'
export { askBytes, askData, askRaw, writeData, type DataHost, type Write } from './garmin/client/data.ts'
export { jsonOf, type Answer, type Outside } from './garmin/client/http.ts'
export { answerCode, logIn, type LoginFlow, type LoginStep } from './garmin/client/log-in.ts'
export { exchangeOauth1 } from './garmin/client/oauth1.ts'
export { exchangePersonalKey, jwtExpiryMs } from './garmin/client/personal-key.ts'
export { exportDataset, exportRows } from './garmin/export/export-file.ts'
export { normaliseExportActivity, normaliseExportDay } from './garmin/export/normalise-export.ts'
export { normaliseDay } from './garmin/normalise.ts'
export { normaliseActivity } from './garmin/normalise/activity.ts'
export {
  readDevices,
  readGear,
  readRecords,
  type DeviceFact,
  type GearFact,
  type RecordFact,
} from './garmin/normalise/belongings.ts'
export { activityPage, detailPaths, originalFile, pathOf, verifyPath, type Who } from './garmin/questions.ts'
export {
  calendarPath,
  deleteSchedule,
  deleteWorkout,
  placeWorkout,
  readSchedule,
  readSchedules,
  readWorkoutId,
  readWorkoutRows,
  replaceWorkout,
  schedulePath,
  sendWorkout,
  workoutOutline,
  workoutPath,
  workoutsPage,
  type PlacedWorkout,
  type WorkoutRow,
} from './garmin/workouts.ts'
export { daysOf, isNothing, splitAnswer, type AnswerRow } from './garmin/read-answer.ts'

/** Every vendor there is. */
export const vendorDefinitions: Record<Vendor, VendorDefinition> = { garmin }
