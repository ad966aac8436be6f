import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from '@rc/db'
import { addDocument, finishDocument } from '@rc/db/queries/guidelines'
import { embedText, guidelineLibrary, vectorText } from '@rc/planning/guidelines'
import { askedQuestions, heldOutQuestions, type AskedQuestion } from '@rc/services/guidelines/asked-questions'
import { findGuidelines } from '@rc/services/guidelines/find-guidelines'
import { loadLibrary } from '@rc/services/guidelines/load-library'
import { createTestDatabase } from '@rc/testing'
import postgres from 'postgres'
import { isMet, percentile, printFigures, type Figure } from '../measure/figures.ts'

export const needsStores = true

const ownChunks = 5_000
/** Recall of 0.9. */
const missedTarget = 0.1
const msTarget = 50

/**
 * ./scripts/bench retrieval: how often the answer is among the first three, for all questions and for those that nothing was
 * tuned with, and how long an answer takes among 5,000 chunks of one athlete.
 */
export async function run(): Promise<void> {
  const cluster = await createTestDatabase()
  const sql = postgres(cluster.adminUrl, { max: 1, onnotice: () => {} })
  const database = openDatabase({ url: cluster.appUrl, maxConnections: 2 })
  try {
    await loadLibrary(cluster.adminUrl)
    const [user] = await sql<{ id: number }[]>`
      insert into users (login, display_name, password_hash) values ('reader', 'reader', '-') returning id`
    const userId = user!.id
    const find = ({ question, locale }: AskedQuestion) =>
      database.asReader(userId, (tenant) => findGuidelines(tenant, { question, locale, limit: 3 }))
    const isFound: boolean[] = []
    for (const asked of askedQuestions) isFound.push((await find(asked)).some(({ key }) => asked.keys.includes(key)))
    const missed = askedQuestions.filter((_, i) => !isFound[i] && !isHeldOut(askedQuestions[i]!))
    for (const { question, keys } of missed) console.log(`not among the first three: ${question} (${keys.join(', ')})`)

    for (let n = 0; n < ownChunks / 500; n++)
      await database.asUser(userId, async (tenant) => {
        const documentId = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
        const about = {
          documentId,
          title: `book ${n}`,
          kind: 'text' as const,
          bytes: 1,
          sha256: String(n),
          original: null,
        }
        await addDocument(tenant, about)
        const chunks = Array.from({ length: 500 }, (_, i) => ownChunk(n * 500 + i))
        await finishDocument(tenant, documentId, { text: '', pages: null, chunks })
      })
    await sql`analyze guideline_chunks`
    await find(askedQuestions[0]!)
    const ms: number[] = []
    for (const asked of askedQuestions) {
      const begun = performance.now()
      await find(asked)
      ms.push(performance.now() - begun)
      await sleep(5)
    }
    const missedOf = (name: string, isIt: (asked: AskedQuestion) => boolean): Figure => {
      const part = isFound.filter((_, i) => isIt(askedQuestions[i]!))
      const missed = part.filter((found) => !found).length
      return {
        name: `${name}: not in the first 3 of ${part.length}`,
        value: missed / part.length,
        unit: '',
        target: missedTarget,
      }
    }
    const figures = [
      missedOf('all', () => true),
      missedOf('held out', isHeldOut),
      missedOf('Korean', ({ locale }) => locale === 'ko'),
      missedOf('English', ({ locale }) => locale === 'en'),
      // The hardest of them; nothing was promised for these alone.
      { ...missedOf('in other words than the text', isParaphrase), target: null },
      { name: `answer among ${ownChunks} chunks, p50`, value: percentile(ms, 0.5), unit: 'ms', target: null },
      { name: `answer among ${ownChunks} chunks, p95`, value: percentile(ms, 0.95), unit: 'ms', target: msTarget },
    ]
    printFigures(figures)
    if (!figures.every(isMet)) process.exitCode = 1
  } finally {
    await database.close()
    await sql.end()
    await cluster.drop()
  }
}

/** Nothing was tuned with it. */
const isHeldOut = (asked: AskedQuestion): boolean => heldOutQuestions.includes(asked)

/** Sentences of the library in another order, so that there is much that is nearly right. */
function ownChunk(n: number) {
  const text = [1, 7, 13, 31]
    .map((step) => guidelineLibrary[(n * step + step) % guidelineLibrary.length]!)
    .map(({ ko, en }, i) => (i % 2 === 0 ? ko[1] : en[1]))
    .join(' ')
    .slice((n * 37) % 120)
    .slice(0, 700)
  const title = `${n}`
  return { title, text, embedding: vectorText(embedText(`${title}\n${text}`)) }
}

/** No word of the question stands in the text that answers it, nor in its title. */
function isParaphrase({ locale, question, keys }: AskedQuestion): boolean {
  const texts = guidelineLibrary
    .filter(({ key }) => keys.includes(key))
    .map((guideline) => guideline[locale].join(' ').toLowerCase())
  const words = question.toLowerCase().match(locale === 'ko' ? /[가-힣]{2,}|[a-z\d]{2,}/g : /[a-z\d]{4,}/g) ?? []
  // Of a Korean word the first two letters: what follows is an ending.
  return words.every((word) =>
    texts.every((text) => !text.includes(locale === 'ko' ? word.slice(0, 2) : word.replace(/s$/, ''))),
  )
}
