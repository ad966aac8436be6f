import { formatNumber } from './number.ts'

/** Millionths of a dollar as $0.42; what is less than a cent keeps four decimals. */
export const formatDollars = (microUsd: number): string =>
  `$${formatNumber(microUsd / 1e6, microUsd > 0 && microUsd < 10_000 ? 4 : 2)}`
