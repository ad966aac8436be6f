import type { ActivityDetail, MetricView } from '@rc/contract'

/** The metric of the whole activity, not of one of its sessions. */
export const wholeMetric = ({ metrics }: Pick<ActivityDetail, 'metrics'>, id: string): MetricView | undefined =>
  metrics.find((metric) => metric.metricId === id && metric.sessionIndex === -1)
