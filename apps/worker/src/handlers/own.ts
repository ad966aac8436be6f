import { matchRoutes } from '@rc/services/activities/match-routes'
import { recomputeDaily } from '@rc/services/analysis/recompute-daily'
import { recomputeMetrics } from '@rc/services/analysis/recompute-metrics'
import { noteUnreadableDocument, readUploaded } from '@rc/services/guidelines/read-uploaded'
import { reparse } from '@rc/services/ingest/reparse'
import { runMorning } from '@rc/services/morning/run-morning'
import { sendNotice } from '@rc/services/notify/send-notice'
import { assessResults } from '@rc/services/plans/assess-results'
import type { Handlers } from '../handlers.ts'

export const ownHandlers = {
  'own.raw.reparse': { run: reparse },
  'own.metrics.recompute': { run: recomputeMetrics },
  'own.daily.recompute': { run: recomputeDaily },
  'own.routes.match': { run: matchRoutes },
  'own.morning.check': { run: runMorning },
  'own.notice.send': { run: sendNotice },
  'own.guideline.read': { run: readUploaded, onFailure: noteUnreadableDocument },
  'own.plans.assess': { run: assessResults },
} satisfies Handlers<'own'>
