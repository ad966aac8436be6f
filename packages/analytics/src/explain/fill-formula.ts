import type { Formula } from '../metric.ts'

/** One quantity of a formula, by the name it has in the braces. */
interface FormulaTerm {
  name: string
  value: number | null
}

export interface FilledFormula {
  /** Quantities in braces, by the names of `terms`. */
  formula: string
  /** Numbers in place of them; null where one is not known. */
  filled: string | null
  terms: FormulaTerm[]
}

const inBraces = /\{([^{}]+)\}/g

/** The variant that made a value by this method. Sums over sessions are the same for all. */
function variantOf(formula: Formula, method: string): string {
  if (method === 'sum_of_sessions') return 'Σ over the sessions'
  if (typeof formula === 'string') return formula
  return formula.find(([begins]) => method.startsWith(begins))?.[1] ?? formula[0]?.[1] ?? ''
}

/** The quantities a formula asks for, each once. */
export const termsOf = (formula: Formula, method: string): string[] => [
  ...new Set([...variantOf(formula, method).matchAll(inBraces)].map(([, name]) => name!)),
]

/** `detail.` says where a number lies, not what it is. */
const spoken = (name: string): string => name.replace(/^detail\./, '')

/** Four significant digits, whole numbers whole: enough to follow the sum. */
function written(value: number): string {
  if (Number.isInteger(value)) return String(value)
  const digits = Math.abs(value) >= 1000 ? 0 : Math.max(0, 3 - Math.floor(Math.log10(Math.abs(value))))
  return String(Number(value.toFixed(Math.min(digits, 6))))
}

/** A formula as it stands and with its numbers put in. Pure; `valueOf` says `null` for what is not known. */
export function fillFormula(formula: Formula, method: string, valueOf: (name: string) => number | null): FilledFormula {
  const text = variantOf(formula, method)
  const terms = termsOf(formula, method).map((name) => ({ name, value: valueOf(name) }))
  const isKnown = terms.every(({ value }) => value !== null)
  const values = new Map(terms.map(({ name, value }) => [name, value]))
  return {
    formula: text.replaceAll(inBraces, (_, name: string) => `{${spoken(name)}}`),
    filled: isKnown ? text.replaceAll(inBraces, (_, name: string) => written(values.get(name)!)) : null,
    terms: terms.map(({ name, value }) => ({ name: spoken(name), value })),
  }
}
