import { badRequest, empty, json, notFound, type Answer } from '../http/answer.ts'
import type { Fault, FaultKind } from './fault.ts'

/** One member of an object, its value as it was and as the change has left what lies below. */
interface Member {
  key: string
  value: unknown
  below: unknown
}

/** Words that no list has yet. */
const unheardOf: Record<string, string> = {
  typeKey: 'moon_walking_v2',
  swimStroke: 'SIDESTROKE',
  sleepWindowConfirmationType: 'dreamt_of',
  status: 'SPLENDID',
  inputContext: 'AFTER_COFFEE',
}

/** What each change makes of a member; `field` is the one it was asked to strike. */
const changes = {
  no_data_nulls: ({ key, value, below }) => [[key, key === 'calendarDate' ? value : leafToNull(below)]],
  privacy_protected: ({ key, below }) => [[key, key === 'privacyProtected' ? true : leafToNull(below)]],
  inner_failure: ({ key, below }) => [
    [key, key === 'successful' ? false : key === 'payload' ? null : key === 'statusCode' ? 500 : below],
  ],
  field_missing: ({ key, below }, field) => (key === field ? [] : [[key, below]]),
  field_renamed: ({ key, below }, field) => [[key === field ? `${key}V2` : key, below]],
  field_string: ({ key, value, below }, field) => [[key, key === field ? JSON.stringify(value) : below]],
  field_list: ({ key, below }, field) => [[key, key === field ? [below] : below]],
  field_null: ({ key, below }, field) => [[key, key === field ? null : below]],
  field_new: ({ key, below }) => [
    [key, below],
    [`${key}Next`, { added: 'lately' }],
  ],
  other_device: ({ key, below }) => [
    [/^\d{9,}$/.test(key) ? `1${key}` : key, key === 'primaryTrainingDevice' ? false : below],
  ],
  elapsed_ms: ({ key, value, below }) => [
    [key, key === 'elapsedDuration' && typeof value === 'number' ? value * 1000 : below],
  ],
  unknown_type: ({ key, below }) => [[key, unheardOf[key] ?? below]],
  no_local_start: ({ key, below }) => [[key, key === 'startTimeLocal' ? null : below]],
} satisfies Partial<Record<FaultKind<'data'>, (member: Member, field: string) => [string, unknown][]>>

const leafToNull = (below: unknown) => (typeof below === 'object' ? below : null)

const isChange = (kind: FaultKind<'data'>): kind is keyof typeof changes => Object.hasOwn(changes, kind)

/** Plays a fault of the data on the answer that would have been given. Answers that are no JSON stay as they are. */
export function playDataFault({ kind, value }: Fault & { kind: FaultKind<'data'> }, answer: Answer): Answer {
  if (isChange(kind)) return mapJson(answer, (body) => change(body, kind, String(value ?? '')))
  switch (kind) {
    case 'no_data_204':
      return empty(204)
    case 'no_data_null':
      return json(null)
    case 'no_data_list':
      return json([])
    case 'no_data_404':
      return notFound()
    case 'not_offered':
      return empty(404)
    case 'range_too_long':
      return badRequest(`cannot be more than ${String(value ?? 31)} days`)
    case 'limit_clamp':
    case 'summary_fallback':
      return answer
  }
}

function mapJson(answer: Answer, map: (body: unknown) => unknown): Answer {
  const type = answer.headers['content-type']
  if (answer.status !== 200 || !answer.body || !String(type).includes('json')) return answer
  return json(map(JSON.parse(Buffer.from(answer.body).toString('utf8'))))
}

/** Applies the change to every object of the tree. */
function change(node: unknown, kind: keyof typeof changes, field: string): unknown {
  if (Array.isArray(node)) return node.map((item) => change(item, kind, field))
  if (typeof node !== 'object' || node === null) return node
  const members = Object.entries(node).map(([key, value]) => ({ key, value, below: change(value, kind, field) }))
  return Object.fromEntries(members.flatMap((member) => changes[kind](member, field)))
}
