import { answerTurn, noteTurnLost } from '@rc/services/ai/answer-turn'
import { noteProbeLost, probeModel } from '@rc/services/ai/probe-model'
import { embedGuidelines, noteEmbeddingLost } from '@rc/services/guidelines/embed-guidelines'
import { embedQuestions, noteQuestionsLost } from '@rc/services/guidelines/search-guidelines'
import type { Handlers } from '../handlers.ts'

export const aiHandlers = {
  'ai.turn.answer': { run: answerTurn, onFailure: noteTurnLost },
  'ai.door.probe': { run: probeModel, onFailure: noteProbeLost },
  'ai.guidelines.embed': { run: embedGuidelines, onFailure: noteEmbeddingLost },
  'ai.question.embed': { run: embedQuestions, onFailure: noteQuestionsLost },
} satisfies Handlers<'ai'>
