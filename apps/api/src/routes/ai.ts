import * as contract from '@rc/contract'
import {
  askCoach,
  getConversation,
  listConversations,
  previewQuestion,
  removeConversation,
  stopAnswer,
} from '@rc/services/ai/conversations'
import {
  agreeToSend,
  getAiSettings,
  listPrices,
  removePrice,
  setAiSettings,
  setPrice,
  testAi,
} from '@rc/services/ai/settings'
import { putMemo } from '@rc/services/ai/talk'
import { beginEmbedding, endEmbedding, getEmbeddings } from '@rc/services/guidelines/embeddings'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

export function mountAi(mount: Mount, deps: ApiDeps): void {
  mount(contract.getAiSettings, ({ userId }) => getAiSettings(deps, userId))
  mount(contract.putAiSettings, ({ userId, body }) => setAiSettings(deps, userId, body))
  mount(contract.testAi, ({ userId }) => testAi(deps, userId))
  mount(contract.agreeToSend, ({ userId, body }) => agreeToSend(deps, userId, body.baseUrl))
  mount(contract.getAiEmbeddings, ({ userId, query: { model, dimensions } }) =>
    getEmbeddings(deps, userId, model === undefined ? undefined : { model, dimensions: dimensions ?? null }),
  )
  mount(contract.beginAiEmbeddings, ({ userId, body }) => beginEmbedding(deps, userId, body))
  mount(contract.endAiEmbeddings, ({ userId }) => endEmbedding(deps, userId))
  mount(contract.listAiPrices, ({ userId }) => listPrices(deps, userId))
  mount(contract.putAiPrice, ({ userId, body }) => setPrice(deps, userId, body))
  mount(contract.removeAiPrice, ({ userId, query }) => removePrice(deps, userId, query))
  mount(contract.listAiConversations, ({ userId }) => listConversations(deps, userId))
  mount(contract.getAiConversation, ({ userId, params }) => getConversation(deps, userId, params.id))
  mount(contract.putAiMemo, ({ userId, params, body }) => putMemo(deps, userId, params.id, body))
  mount(contract.removeAiConversation, ({ userId, params }) => removeConversation(deps, userId, params.id))
  mount(contract.previewQuestion, ({ userId, body }) => previewQuestion(deps, userId, body))
  mount(contract.askCoach, ({ userId, body }) => askCoach(deps, userId, body))
  mount(contract.stopAnswer, ({ userId, params }) => stopAnswer(deps, userId, params.id))
}
