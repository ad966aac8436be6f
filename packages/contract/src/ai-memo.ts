import { z } from 'zod'
import { idParam, json, route } from './route.ts'

const memoLines = z.array(z.string().max(200)).max(20)
/** What older turns of a talk have come to: it goes with every further question, as the athlete leaves it. */
export const AiMemo = z
  .object({ limits: memoLines, preferences: memoLines, injuries: memoLines, decisions: memoLines })
  .meta({ id: 'AiMemo' })
export type AiMemo = z.infer<typeof AiMemo>

export const putAiMemo = route({
  method: 'put',
  path: '/ai/conversations/{id}/memo',
  scope: 'session',
  summary: 'What the talk is to remember; lines that may not be sent are left out',
  request: { params: idParam, body: json(AiMemo) },
  responses: { 200: json(z.object({ memo: AiMemo })) },
})
