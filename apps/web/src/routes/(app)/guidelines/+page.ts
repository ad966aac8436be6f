import { findGuidelines, listGuidelineDocuments, listGuidelines } from '@rc/contract'
import { call } from '#lib/api.ts'
import { formatLocale } from '#lib/format/locale.ts'
import { load as begin } from '#lib/loading.ts'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ url, depends }) => {
  depends('rc:guidelines')
  const locale = formatLocale()
  const question = (url.searchParams.get('q') ?? '').trim().slice(0, 500)
  const [library, documents, found] = await Promise.all([
    begin(call(listGuidelines, { query: { locale } })),
    begin(call(listGuidelineDocuments)),
    question === '' ? null : begin(call(findGuidelines, { query: { question, locale, limit: 4 } })),
  ])
  return { question, library, documents, found }
}
