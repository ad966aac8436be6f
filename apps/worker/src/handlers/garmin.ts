import { attemptLogin, noteLoginLost, sendLoginCode } from '@rc/services/connections/attempt-login'
import { probeDoor, verifyDoor } from '@rc/services/connections/verify-door'
import { syncAccount } from '@rc/services/sync/sync-account'
import type { Handlers } from '../handlers.ts'

export const garminHandlers = {
  'garmin.account.sync': { run: syncAccount },
  'garmin.door.verify': { run: verifyDoor },
  'garmin.door.probe': { run: probeDoor },
  'garmin.login.attempt': { run: attemptLogin, onFailure: noteLoginLost },
  'garmin.login.answer': { run: sendLoginCode, onFailure: noteLoginLost },
} satisfies Handlers<'garmin'>
