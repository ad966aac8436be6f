import type { LocalDate } from '@rc/domain'

/** Millionths of a dollar for a million tokens. */
export interface Price {
  input: number
  cachedInput: number
  cacheWrite: number
  output: number
}

interface DatedPrice extends Price {
  model: string
  validFrom: LocalDate
}

/** Tokens as the server counted them; cached and written ones are part of `input`, reasoning of `output`. */
export interface Usage {
  input: number
  cachedInput: number
  cacheWrite: number
  output: number
  reasoning: number
}

/**
 * What a model costs on a day: its newest price, also under a dated name (`gpt-6-sol-2026-09-01`). One that nobody knows
 * costs as much as the dearest, so that a cap holds; where no price is known at all nothing may be sent.
 */
export function priceOf(prices: readonly DatedPrice[], model: string, day: LocalDate): Price | null {
  const valid = prices.filter(({ validFrom }) => validFrom <= day)
  const newest = [...Map.groupBy(valid, (price) => price.model).values()].map((list) =>
    list.reduce((one, other) => (other.validFrom > one.validFrom ? other : one)),
  )
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '')
  const known = newest.find((price) => price.model === model) ?? newest.find((price) => price.model === undated)
  if (known) return bare(known)
  if (newest.length === 0) return null
  const most = (part: keyof Price) => Math.max(...newest.map((price) => price[part]))
  return {
    input: most('input'),
    cachedInput: most('cachedInput'),
    cacheWrite: most('cacheWrite'),
    output: most('output'),
  }
}

const bare = ({ input, cachedInput, cacheWrite, output }: Price): Price => ({ input, cachedInput, cacheWrite, output })

/** Millionths of a dollar, rounded up once. */
export function costOf(price: Price, { input, cachedInput, cacheWrite, output }: Usage): number {
  const fresh = Math.max(0, input - cachedInput - cacheWrite)
  const parts =
    fresh * price.input + cachedInput * price.cachedInput + cacheWrite * price.cacheWrite + output * price.output
  return Math.ceil(parts / 1_000_000)
}

/** Tokens of a text that nobody has counted: UTF-8 bytes by 2.5, rather too many. */
export const estimateTokens = (text: string): number => tokensOf(Buffer.byteLength(text))
export const tokensOf = (bytes: number): number => Math.ceil(bytes / 2.5)

/** What is counted where a server says nothing: what was sent and what has come back. */
export const estimateUsage = (request: string, response: string): Usage => ({
  input: estimateTokens(request),
  cachedInput: 0,
  cacheWrite: 0,
  output: estimateTokens(response),
  reasoning: 0,
})

/** The most a request may cost: its input at the dearer of two rates, and all the output it may ask for. */
export const reserveFor = (price: Price, request: string, maxOutputTokens: number): number =>
  Math.ceil(
    (estimateTokens(request) * Math.max(price.input, price.cacheWrite) + maxOutputTokens * price.output) / 1_000_000,
  )
