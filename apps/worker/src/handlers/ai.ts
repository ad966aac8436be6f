import { answerTurn, noteTurnLost } from '@rc/services/ai/answer-turn'
import { probeModel } from '@rc/services/ai/probe-model'
import type { Handlers } from '../handlers.ts'

export const aiHandlers = {
  'ai.turn.answer': { run: answerTurn, onFailure: noteTurnLost },
  'ai.door.probe': { run: probeModel },
} satisfies Handlers<'ai'>
