import { attemptLogin, noteLoginLost, sendLoginCode } from '@rc/services/connections/attempt-login'
import { probeDoor, verifyDoor } from '@rc/services/connections/verify-door'
import { deliverWorkouts } from '@rc/services/delivery/deliver-workouts'
import { syncAccount } from '@rc/services/sync/sync-account'
import type { Handlers } from '../handlers.ts'

export const garminHandlers = {
  'garmin.account.sync': { run: syncAccount },
  'garmin.door.verify': { run: verifyDoor },
  'garmin.door.probe': { run: probeDoor },
  'garmin.login.attempt': { run: attemptLogin, onFailure: noteLoginLost },
  'garmin.login.answer': { run: sendLoginCode, onFailure: noteLoginLost },
  'garmin.workouts.push': { run: deliverWorkouts },
} satisfies Handlers<'garmin'>
