import {
  findGuidelines,
  getAiEmbeddings,
  getGuidelineSearch,
  listGuidelineDocuments,
  listGuidelines,
} from '@rc/contract'
import { call, type Output } from '#lib/api.ts'
import { formatLocale } from '#lib/format/locale.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

/** By our own embedder: nothing leaves. */
const findHere = async (query: {
  question: string
  locale: 'ko' | 'en'
  limit: number
}): Promise<Output<typeof getGuidelineSearch>> => ({
  ...(await call(findGuidelines, { query })),
  state: 'done',
  by: 'own',
  why: null,
})

export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:guidelines')
  const locale = formatLocale()
  const question = (url.searchParams.get('q') ?? '').trim().slice(0, 500)
  /** A question that went to a model. */
  const search = url.searchParams.get('s')
  const limit = 4
  const [library, documents, by, found] = await Promise.all([
    begin(call(listGuidelines, { query: { locale } })),
    begin(call(listGuidelineDocuments)),
    begin(call(getAiEmbeddings, { query: {} })),
    search !== null
      ? begin(call(getGuidelineSearch, { params: { id: search }, query: { locale, limit } }))
      : question === ''
        ? null
        : begin(findHere({ question, locale, limit })),
  ])
  return { question, library, documents, by, found }
}
