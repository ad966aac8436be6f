import { z } from 'zod'
import { jobStarted, json, noContent, route } from './route.ts'

const modelName = z.string().trim().min(1).max(120)

export const AiEmbeddings = z
  .object({
    /** By which guidelines are found; null: by the embedder of our own. */
    model: z.string().nullable(),
    /** How many numbers are asked for; null: as many as the model likes. */
    dimensions: z.int().nullable(),
    /** Why the last attempt did not end well. */
    failure: z.string().nullable(),
    /** Where the texts would go; null: no server is set up. */
    url: z.string().nullable(),
    /** Texts of the library, and of the athlete's own documents. */
    library: z.int(),
    own: z.int(),
    /** How many of them have no numbers of the model yet, their characters, and the most that may cost. */
    missing: z.int(),
    characters: z.int(),
    mostMicroUsd: z.int().min(0),
  })
  .meta({ id: 'AiEmbeddings' })
export type AiEmbeddings = z.infer<typeof AiEmbeddings>

const dimensions = z.coerce.number().int().min(1).max(3072)

export const getAiEmbeddings = route({
  method: 'get',
  path: '/ai/embeddings',
  scope: 'session',
  summary: 'By whom guidelines are found, and what it would be to have a model embed them (default: the chosen one)',
  request: { query: z.object({ model: modelName.optional(), dimensions: dimensions.optional() }) },
  responses: { 200: json(AiEmbeddings) },
})

export const beginAiEmbeddings = route({
  method: 'post',
  path: '/ai/embeddings',
  scope: 'session',
  summary: 'Have every text of the guidelines embedded by this model, as far as they are not yet',
  request: { body: json(z.object({ model: modelName, dimensions: z.int().min(1).max(3072).nullable() })) },
  responses: { 202: jobStarted },
})

export const endAiEmbeddings = route({
  method: 'delete',
  path: '/ai/embeddings',
  scope: 'session',
  summary: 'Find guidelines by the embedder of our own again; the numbers of the model are forgotten',
  responses: { 204: noContent },
})
