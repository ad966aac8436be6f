import { m } from '#lib/paraglide/messages.js'

/** What a background job does, as the athlete would put it; a test compares with the kinds there are. */
const jobText: Record<string, () => string> = {
  'import.file.read': m.job_import_file_read,
  'import.archive.unpack': m.job_import_archive_unpack,
  'import.notes.apply': m.job_import_notes_apply,
  'import.folder.scan': m.job_import_folder_scan,
  'import.batch.undo': m.job_import_batch_undo,
  'garmin.account.sync': m.job_garmin_account_sync,
  'garmin.door.verify': m.job_garmin_door_verify,
  'garmin.door.probe': m.job_garmin_door_probe,
  'garmin.login.attempt': m.job_garmin_login_attempt,
  'garmin.login.answer': m.job_garmin_login_answer,
  'garmin.workouts.push': m.job_garmin_workouts_push,
  'ai.turn.answer': m.job_ai_turn_answer,
  'ai.door.probe': m.job_ai_door_probe,
  'ai.guidelines.embed': m.job_ai_guidelines_embed,
  'ai.question.embed': m.job_ai_question_embed,
  'own.raw.reparse': m.job_own_raw_reparse,
  'own.metrics.recompute': m.job_own_metrics_recompute,
  'own.daily.recompute': m.job_own_daily_recompute,
  'own.routes.match': m.job_own_routes_match,
  'own.morning.check': m.job_own_morning_check,
  'own.plans.assess': m.job_own_plans_assess,
  'own.notice.send': m.job_own_notice_send,
  'own.guideline.read': m.job_own_guideline_read,
}

export const jobTextOf = (kind: string): string => jobText[kind]?.() ?? kind
