import { createHash, randomUUID } from 'node:crypto'
import { readFile } from '@rc/files'
import { fieldOf } from './multipart.ts'
import { activityId, deviceIds, type GarminActivity } from '../history/activity.ts'
import { summariseLegs } from '../history/leg-summary.ts'
import { zoneFloors } from '../history/file-store.ts'
import { get, post, type DataRoute, type Visit } from '../data/visit.ts'
import { empty, json, notFound, type Answer } from '../http/answer.ts'

interface Upload {
  status: number
  result: Record<string, unknown>
}
/** Answers of the status address, by its last part. */
const uploads = new Map<string, Upload>()

const result = (visit: Visit, more: Record<string, unknown>): Record<string, unknown> => ({
  detailedImportResult: {
    uploadId: Math.floor(visit.world.clock.nowS()),
    uploadUuid: { uuid: randomUUID() },
    owner: visit.account.profileId,
    processingTime: 36,
    creationDate: new Date(visit.world.clock.nowMs()).toISOString(),
    ipAddress: null,
    report: null,
    successes: [],
    failures: [],
    ...more,
  },
})

/** Takes a file; what becomes of it is told at another address a moment later. */
function upload(visit: Visit): Answer {
  const { account, call } = visit
  const target = { on: 'api', url: call.path } as const
  if (!account.uploadConsent || account.faults.strike('write', target, ['consent_missing']))
    return json({ message: 'Precondition failed', error: 'PreconditionFailedException' }, 412)
  const file = fieldOf(call.body, String(call.headers['content-type'] ?? ''))
  const contents = file && readFile(file.bytes, file.name)
  const recording = contents?.ok ? contents.value.recordings[0] : undefined
  if (!file || !contents?.ok || !recording)
    return json(
      result(visit, { failures: [{ internalId: null, messages: [{ code: 500, content: 'Invalid file' }] }] }),
      400,
    )

  const known = account.history.activity(activityId(recording.startTimeS, account.number))
  if (known)
    return json(
      result(visit, {
        uploadId: '',
        fileName: file.name,
        failures: [
          { internalId: known.id, externalId: null, messages: [{ code: 202, content: 'Duplicate Activity.' }] },
        ],
      }),
      409,
    )
  const body = account.history.days().at(-1)!.body
  const legs = summariseLegs(recording, zoneFloors(body))
  const activity: GarminActivity = {
    id: activityId(recording.startTimeS, account.number),
    source: 'upload',
    name: recording.name ?? 'Activity',
    typeKey: null,
    startTimeS: recording.startTimeS,
    timeZone: account.timeZone,
    deviceId: deviceIds.current,
    legs: () => legs,
    legCount: legs.length,
    fit: () => file.bytes,
    isRace: false,
    vo2Max: null,
    load: 50,
    uploadedS: visit.world.clock.nowS(),
  }
  const fails = account.faults.strike('write', target, ['processing_fails']) !== null
  if (!fails) account.history.add(activity)
  const name = createHash('sha1').update(file.bytes).digest('hex').slice(0, 32)
  const fileName = file.name
  uploads.set(
    name,
    fails
      ? {
          status: 200,
          result: result(visit, {
            fileName,
            failures: [{ internalId: null, messages: [{ code: 500, content: 'Processing failed' }] }],
          }),
        }
      : {
          status: 201,
          result: result(visit, {
            fileName,
            successes: [{ internalId: activity.id, externalId: null, messages: null }],
          }),
        },
  )
  const path = `/activity-service/activity/status/${Math.floor(visit.world.clock.nowMs())}/${name}`
  return json(result(visit, { fileName, fileSize: file.bytes.length }), 202, {
    location: `http://${call.headers.host ?? ''}${path}`,
    'location-in-milliseconds': '1000',
  })
}

export const uploadRoutes: DataRoute[] = [
  post('/upload-service/upload/{extension?}', upload),
  get('/activity-service/activity/status/{ms}/{name}', (_, { name }) => {
    const known = uploads.get(name ?? '')
    return known ? json(known.result, known.status) : notFound()
  }),
  // Consent given in the athlete's own settings, not by us.
  post('/gdprconsent-service/feature/UPLOAD', () => empty(405)),
]
