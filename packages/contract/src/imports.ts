import { z } from 'zod'
import { idParam, instant, json, noContent, page, route } from './route.ts'

export const importItemStates = ['queued', 'working', 'done', 'duplicate', 'failed'] as const

export const ImportBatch = z
  .object({
    id: z.int(),
    source: z.enum(['upload', 'folder', 'sync']),
    name: z.string(),
    state: z.enum(['running', 'paused', 'undone']),
    createdAt: instant,
    /** Items by state. Archives count as one item plus one for each file in them. */
    counts: z.object({
      queued: z.int(),
      working: z.int(),
      done: z.int(),
      duplicate: z.int(),
      failed: z.int(),
    }),
    activities: z.int(),
    /** Seconds until the rest is done at the present pace; null while unknown or finished. */
    etaS: z.number().nullable(),
  })
  .meta({ id: 'ImportBatch' })
export type ImportBatch = z.infer<typeof ImportBatch>

export const ImportItem = z
  .object({
    id: z.int(),
    name: z.string(),
    bytes: z.number(),
    state: z.enum(importItemStates),
    /** activity, monitoring, workout …; null until read. */
    kind: z.string().nullable(),
    title: z.string().nullable(),
    errorCode: z.string().nullable(),
    reasons: z.array(z.string()),
    flags: z.array(z.string()),
    activityIds: z.array(z.int()),
  })
  .meta({ id: 'ImportItem' })
export type ImportItem = z.infer<typeof ImportItem>

export const startImport = route({
  method: 'post',
  path: '/imports',
  scope: 'import',
  summary:
    'Open a batch; files are then added one by one. A file may be sent at once as the body (any content type but JSON) with `?name=`',
  request: {
    query: z.object({ name: z.string().max(255).optional() }),
    body: {
      content: {
        ...json(z.object({ name: z.string().max(255).optional() })).content,
        'application/octet-stream': { schema: z.any().meta({ format: 'binary' }) },
      },
    },
  },
  responses: { 201: json(ImportBatch) },
})

export const addImportFile = route({
  method: 'post',
  path: '/imports/{id}/files',
  scope: 'import',
  summary: 'Add one file: the body is its bytes. Answered when every byte is stored, before it is understood',
  request: {
    params: idParam,
    query: z.object({ name: z.string().min(1).max(255) }),
    body: { content: { 'application/octet-stream': { schema: z.any().meta({ format: 'binary' }) } } },
  },
  responses: { 201: json(ImportItem) },
})

export const listImports = route({
  method: 'get',
  path: '/imports',
  scope: 'import',
  request: { query: z.object(page(20, 100)) },
  responses: { 200: json(z.object({ batches: z.array(ImportBatch), nextCursor: z.string().nullable() })) },
})

export const getImport = route({
  method: 'get',
  path: '/imports/{id}',
  scope: 'import',
  request: {
    params: idParam,
    query: z.object({
      ...page(100, 500),
      state: z.enum(importItemStates).optional(),
    }),
  },
  responses: {
    200: json(z.object({ batch: ImportBatch, items: z.array(ImportItem), nextCursor: z.string().nullable() })),
  },
})

const change = (verb: 'pause' | 'resume') =>
  route({
    method: 'post',
    path: `/imports/{id}/${verb}`,
    scope: 'import',
    request: { params: idParam },
    responses: { 200: json(ImportBatch) },
  })
export const pauseImport = change('pause')
export const resumeImport = change('resume')

export const undoImport = route({
  method: 'delete',
  path: '/imports/{id}',
  summary: 'Remove everything the batch brought, down to the raw bytes',
  request: { params: idParam },
  responses: { 204: noContent },
})
