import type { Channel, SampleColumns } from '@rc/domain'
import type { Tenant } from '../database.ts'

/** The samples of one activity as columns, in file order. */
export async function readSampleColumns(
  _tenant: Tenant,
  _activityId: number,
  _channels?: readonly Channel[],
): Promise<SampleColumns> {
  return { n: 0, timeS: new Float64Array(), channels: {} }
}
