/**
 * How far external load (distance-equivalent) and internal load (TRIMP) have moved apart: the difference of their
 * acute:chronic ratios over the mean of both. −2…+2, positive: more outside than inside; two zeros are together (0).
 * To be shown as a trend of one sport, experimental, and never to raise an alert alone.
 * Missing (null): either ratio. Source: Training Monkey; its bands are unpublished and not adopted. Evidence C.
 */
export function normalizedDivergence(externalAcwr: number | null, internalAcwr: number | null): number | null {
  if (externalAcwr === null || internalAcwr === null) return null
  const sum = externalAcwr + internalAcwr
  return sum === 0 ? 0 : (2 * (externalAcwr - internalAcwr)) / sum
}
