import type { SourceFlag } from '@rc/domain'
import { m } from '#lib/paraglide/messages.js'

const flagText: Record<SourceFlag, () => string> = {
  crc_bad: m.flag_crc_bad,
  crc_missing: m.flag_crc_missing,
  truncated: m.flag_truncated,
  segment_bad: m.flag_segment_bad,
  trailing_bytes: m.flag_trailing_bytes,
  clock_not_set: m.flag_clock_not_set,
  time_disorder: m.flag_time_disorder,
  values_dropped: m.flag_values_dropped,
  no_session: m.flag_no_session,
  limit_reached: m.flag_limit_reached,
}

export const flagTextOf = (flag: string): string => flagText[flag as SourceFlag]?.() ?? flag
