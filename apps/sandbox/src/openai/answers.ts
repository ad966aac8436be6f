import type { Behaviour, EmbeddingFault } from './behaviour.ts'

/** What an answer says and how long it was; usage is counted at four characters to a token. */
export interface Said {
  model: string
  /** Null for a refusal. */
  text: string | null
  askedChars: number
  behaviour: Behaviour
}

const refusal = "I'm sorry, I can't help with that."
const tokens = (chars: number) => Math.ceil(chars / 4)
const isCut = ({ behaviour }: Said) => behaviour === 'truncated'

/** What the server counts, whether or not it says so. */
export function usageOf(said: Said) {
  if (said.behaviour === 'no_usage') return undefined
  const [asked, answered] = [tokens(said.askedChars), tokens((said.text ?? refusal).length)]
  const cached = said.behaviour === 'cached_usage' ? Math.floor(asked / 2) : 0
  return { asked, answered, cached, total: asked + answered }
}

/** Chat Completions. */
export function chatBody(said: Said): Record<string, unknown> {
  const usage = usageOf(said)
  return {
    id: 'chatcmpl-synthetic',
    object: 'chat.completion',
    created: 1_795_000_000,
    model: said.model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: said.text, refusal: said.text === null ? refusal : null },
        logprobs: null,
        finish_reason: isCut(said) ? 'length' : 'stop',
      },
    ],
    ...(usage && {
      usage: {
        prompt_tokens: usage.asked,
        prompt_tokens_details: { cached_tokens: usage.cached },
        completion_tokens: usage.answered,
        total_tokens: usage.total,
      },
    }),
  }
}

/** Responses. */
export function responseBody(said: Said): Record<string, unknown> {
  const usage = usageOf(said)
  const content =
    said.text === null
      ? { type: 'refusal', refusal }
      : { type: 'output_text', text: said.text, annotations: [], logprobs: [] }
  return {
    id: 'resp_synthetic',
    object: 'response',
    created_at: 1_795_000_000,
    status: isCut(said) ? 'incomplete' : 'completed',
    incomplete_details: isCut(said) ? { reason: 'max_output_tokens' } : null,
    error: null,
    model: said.model,
    output: [{ id: 'msg_synthetic', type: 'message', role: 'assistant', status: 'completed', content: [content] }],
    ...(usage && {
      usage: {
        input_tokens: usage.asked,
        input_tokens_details: { cached_tokens: usage.cached },
        output_tokens: usage.answered,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: usage.total,
      },
    }),
  }
}

const piece = 24
const piecesOf = (text: string) =>
  Array.from({ length: Math.ceil(text.length / piece) }, (_, i) => text.slice(i * piece, (i + 1) * piece))

/** The events of a streamed Chat Completion; usage comes last, and only to who has asked for it. */
export function chatEvents(said: Said, wantsUsage: boolean): string[] {
  const { choices: _, usage, ...head } = chatBody(said)
  const chunk = (delta: object, finish: string | null) =>
    event({ ...head, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] })
  const deltas =
    said.text === null ? [chunk({ refusal }, null)] : piecesOf(said.text).map((content) => chunk({ content }, null))
  if (said.behaviour === 'no_done') return [chunk({ role: 'assistant' }, null), ...deltas]
  return [
    chunk({ role: 'assistant' }, null),
    ...deltas,
    chunk({}, isCut(said) ? 'length' : 'stop'),
    ...(wantsUsage && usage ? [event({ ...head, object: 'chat.completion.chunk', choices: [], usage })] : []),
    'data: [DONE]\n\n',
  ]
}

/** The events of a streamed Response. */
export function responseEvents(said: Said): string[] {
  const whole = responseBody(said)
  const at = { item_id: 'msg_synthetic', output_index: 0, content_index: 0 }
  const kind = said.text === null ? 'refusal' : 'output_text'
  const steps = [
    { type: 'response.created', response: { ...whole, status: 'in_progress', output: [], usage: null } },
    ...piecesOf(said.text ?? refusal).map((delta) => ({ type: `response.${kind}.delta`, ...at, delta })),
    ...(said.behaviour === 'no_done'
      ? []
      : [{ type: isCut(said) ? 'response.incomplete' : 'response.completed', response: whole }]),
  ]
  return steps.map((step, sequence_number) => `event: ${step.type}\n${event({ ...step, sequence_number })}`)
}

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`

/** Of texts; what the server counts, whether or not it says so. */
export const embeddingUsage = (inputs: readonly string[]) => ({
  asked: tokens(inputs.join('').length),
  answered: 0,
  cached: 0,
})

/** As many numbers as were asked for, the same for the same text and near for what is written alike. */
export function embeddingBody(
  model: string,
  inputs: string[],
  size: number,
  fault: EmbeddingFault | null,
  tells: boolean,
): string {
  const vector = (text: string) => {
    // Counts of pairs of letters, not of length 1, as of some models.
    const counts = Array.from({ length: size }, () => 1e-6)
    for (let i = 1; i < text.length; i++) counts[(31 * text.charCodeAt(i - 1) + text.charCodeAt(i)) % size]! += 1
    return counts
  }
  const data = inputs.map((text, index) => {
    const embedding = vector(text)
    return {
      object: 'embedding',
      index,
      embedding: fault === 'wrong_dimension' ? embedding.slice(1) : embedding,
    }
  })
  const { asked } = embeddingUsage(inputs)
  const whole = JSON.stringify({
    object: 'list',
    data: fault === 'fewer' ? data.slice(1) : data.toReversed(),
    model,
    ...(tells ? { usage: { prompt_tokens: asked, total_tokens: asked } } : {}),
  })
  return fault === 'not_a_number' ? whole.replace(/"embedding":\[[^,\]]+/, '"embedding":[NaN') : whole
}
