import { json, notFound, type Answer } from '../http/answer.ts'
import { parseJson, type Call } from '../http/call.ts'
import type { Admin } from './admin.ts'

/** `POST /__admin/<name>`: the same as the function of that name, with its argument as JSON. */
export function answerAdmin(admin: Admin, call: Call): Answer {
  const name = call.path.slice('/__admin/'.length)
  if (call.method !== 'POST' || !Object.hasOwn(admin, name)) return notFound()
  const act = admin[name as keyof Admin] as (given: unknown) => unknown
  try {
    return json(act(parseJson(call) ?? {}) ?? null)
  } catch (error) {
    return json({ message: error instanceof Error ? error.message : String(error) }, 400)
  }
}
