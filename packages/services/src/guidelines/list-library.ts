import { listLibrary as listRows } from '@rc/db/queries/guidelines'
import type { GuidelineTopic } from '@rc/planning/guidelines/topics'
import type { Deps } from '../deps.ts'

/** The library in one language, in the order of its topics. */
export const listLibrary = async ({ database }: Pick<Deps, 'database'>, userId: number, locale: 'ko' | 'en') => ({
  guidelines: (await database.asReader(userId, listRows)).map(({ key, topic, source, ...texts }) => ({
    key,
    topic: topic as GuidelineTopic,
    title: locale === 'ko' ? texts.titleKo : texts.titleEn,
    text: locale === 'ko' ? texts.textKo : texts.textEn,
    source,
  })),
})
