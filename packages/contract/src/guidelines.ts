import { guidelineTopics } from '@rc/planning/guidelines/topics'
import { z } from 'zod'
import { instant, json, noContent, route } from './route.ts'

const locale = z.enum(['ko', 'en'])
const documentParam = z.object({ id: z.guid() })

export const Guideline = z
  .object({
    key: z.string(),
    topic: z.enum(guidelineTopics),
    title: z.string(),
    text: z.string(),
    /** Where it comes from, as one would cite it. */
    source: z.string(),
  })
  .meta({ id: 'Guideline' })
export type Guideline = z.infer<typeof Guideline>

export const FoundGuideline = z
  .object({
    chunkId: z.string(),
    key: z.string(),
    title: z.string(),
    text: z.string(),
    source: z.string(),
    /** Of a document that the athlete added: their own material. */
    isUploaded: z.boolean(),
    score: z.number(),
  })
  .meta({ id: 'FoundGuideline' })
export type FoundGuideline = z.infer<typeof FoundGuideline>

const document = {
  id: z.guid(),
  title: z.string(),
  kind: z.enum(['text', 'markdown', 'pdf']),
  bytes: z.int(),
  state: z.enum(['reading', 'ready', 'failed']),
  /** Why it could not be read. */
  reason: z.string().nullable(),
  pages: z.int().nullable(),
  createdAt: instant,
}
export const GuidelineDocument = z.object({ ...document, chunks: z.int() }).meta({ id: 'GuidelineDocument' })
export type GuidelineDocument = z.infer<typeof GuidelineDocument>

export const listGuidelines = route({
  method: 'get',
  path: '/guidelines',
  summary: 'The library, in one language',
  request: { query: z.object({ locale }) },
  responses: { 200: json(z.object({ guidelines: z.array(Guideline) })) },
})

export const findGuidelines = route({
  method: 'get',
  path: '/guidelines/search',
  summary: 'What fits a question, of the library and of the athlete’s own documents, the best first',
  request: {
    query: z.object({
      question: z.string().min(1).max(500),
      locale,
      limit: z.coerce.number().int().min(1).max(20).default(6),
    }),
  },
  responses: { 200: json(z.object({ found: z.array(FoundGuideline) })) },
})

const question = z.string().trim().min(1).max(500)

/** The same as for a question to the coach. */
export const SearchPreview = z
  .object({
    url: z.string(),
    model: z.string(),
    /** The request body to the byte. */
    body: z.string(),
    bodySha256: z.string(),
    bytes: z.int(),
    reserveMicroUsd: z.int(),
  })
  .meta({ id: 'SearchPreview' })
export type SearchPreview = z.infer<typeof SearchPreview>

export const previewGuidelineSearch = route({
  method: 'post',
  path: '/guidelines/searches/preview',
  scope: 'session',
  summary: 'Exactly what would be sent for a question; null where our own embedder finds, with the reason',
  request: { body: json(z.object({ question })) },
  responses: { 200: json(z.object({ preview: SearchPreview.nullable(), why: z.string().nullable() })) },
})

export const askGuidelineSearch = route({
  method: 'post',
  path: '/guidelines/searches',
  scope: 'session',
  summary: 'Look for guidelines by the model that was chosen; the question is sent to it',
  request: {
    body: json(
      z.object({
        question,
        /** Of the preview that was looked at: anything else is not sent (`conflict`). */
        bodySha256: z.string().length(64).optional(),
      }),
    ),
  },
  responses: { 202: json(z.object({ searchId: z.guid() })) },
})

export const getGuidelineSearch = route({
  method: 'get',
  path: '/guidelines/searches/{id}',
  summary: 'What was found; by our own embedder, and why, where the model could not',
  request: {
    params: documentParam,
    query: z.object({ locale, limit: z.coerce.number().int().min(1).max(20).default(6) }),
  },
  responses: {
    200: json(
      z.object({
        state: z.enum(['waiting', 'done']),
        by: z.enum(['model', 'own']).nullable(),
        why: z.string().nullable(),
        found: z.array(FoundGuideline),
      }),
    ),
  },
})

export const listGuidelineDocuments = route({
  method: 'get',
  path: '/guidelines/documents',
  responses: { 200: json(z.object({ documents: z.array(GuidelineDocument) })) },
})

export const addGuidelineDocument = route({
  method: 'post',
  path: '/guidelines/documents',
  summary: 'Add a text, a Markdown file or a PDF: the body is its bytes. It is read soon after',
  request: {
    query: z.object({ name: z.string().min(1).max(255) }),
    body: { content: { 'application/octet-stream': { schema: z.any().meta({ format: 'binary' }) } } },
  },
  responses: { 201: json(GuidelineDocument) },
})

export const getGuidelineDocument = route({
  method: 'get',
  path: '/guidelines/documents/{id}',
  summary: 'One document as it was read',
  request: { params: documentParam },
  responses: { 200: json(z.object({ ...document, text: z.string() })) },
})

export const removeGuidelineDocument = route({
  method: 'delete',
  path: '/guidelines/documents/{id}',
  request: { params: documentParam },
  responses: { 204: noContent },
})
