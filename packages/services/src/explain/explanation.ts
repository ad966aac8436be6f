import { fillFormula, type Formula } from '@rc/analytics'
import type { SourceRow } from '@rc/db/queries/explain'
import type { Confidence, EvidenceGrade, LocalDate } from '@rc/domain'

export type Grain = 'activity' | 'day'

export interface ExplainInput extends Omit<SourceRow, 'id'> {
  /** Of the row, where it has one of its own. */
  id: number | null
  kind: 'file' | 'event' | 'activity' | 'threshold' | 'setting' | 'night' | 'reading' | 'journal'
  unit: string | null
}

/** What is told of every metric by its registration, whatever it is of. */
interface Registered {
  id: string
  unit: string
  version: number
  evidence: EvidenceGrade
  source: string
  formula: Formula
}

/** One number as it stands, and where it came from. */
interface Found {
  value: number | null
  method: string
  coverage: number | null
  confidence: Confidence
  missing: string[]
  detail: Record<string, unknown> | null
  inputs: ExplainInput[]
  inputCount?: number
}

/** A quantity that can be put into a formula; `metric`: it has a story of its own. */
export interface Quantity {
  value: number | null
  unit?: string | null
  metric?: { grain: Grain; key: string; metricId: string }
}

/** Units are told by the ends of names. */
const endings: [RegExp, string][] = [
  [/Bpm$/, 'bpm'],
  [/Mps$/, 'm/s'],
  [/W$/, 'W'],
  [/Pct$/, '%'],
  [/Ms$/, 'ms'],
  [/S$/, 's'],
  [/M$/, 'm'],
  [/H$/, 'h'],
]
export const unitOf = (name: string): string | null => endings.find(([end]) => end.test(name))?.[1] ?? null

/** Puts together what is told of one number: the same for every metric there is. */
export function explain(
  where: { grain: Grain; key: string; sessionIndex?: number | null },
  { id, unit, version, evidence, source, formula }: Registered,
  found: Found,
  quantityOf: (name: string) => Quantity,
) {
  const known = new Map<string, Quantity>()
  const filled = fillFormula(formula, found.method, (name) => {
    const quantity = name.startsWith('detail.') ? numberIn(found.detail, name.slice(7)) : quantityOf(name)
    known.set(name.replace(/^detail\./, ''), quantity)
    return quantity.value
  })
  return {
    metricId: id,
    grain: where.grain,
    key: where.key,
    sessionIndex: where.sessionIndex ?? null,
    value: found.value,
    unit,
    method: found.method,
    version,
    formula: filled.formula,
    filled: filled.filled,
    terms: filled.terms.map(({ name, value }) => ({
      name,
      value,
      unit: known.get(name)?.unit ?? unitOf(name),
      metric: known.get(name)?.metric ?? null,
    })),
    inputs: found.inputs,
    inputCount: found.inputCount ?? found.inputs.length,
    coverage: found.coverage,
    confidence: found.confidence,
    missing: found.missing,
    evidence,
    source,
    detail: found.detail,
  }
}
export type Explanation = ReturnType<typeof explain>

function numberIn(detail: Record<string, unknown> | null, key: string): Quantity {
  const value = detail?.[key]
  return { value: typeof value === 'number' ? value : null }
}

export const unitOfThreshold = (kind: string): string | null =>
  unitOf(kind.replace(/_(bpm|mps|w)$/, (_, unit: string) => unit[0]!.toUpperCase() + unit.slice(1)))

export const thresholdInput = (
  kind: string,
  row: { id: number; value: number; validFrom: LocalDate },
): ExplainInput => ({
  kind: 'threshold',
  id: row.id,
  name: kind,
  localDate: row.validFrom,
  value: row.value,
  unit: unitOfThreshold(kind),
  sha256: null,
})
