/** What one file may cost. Past a byte cap a file is refused; past a count cap reading stops, and the file is refused or flagged. */
export const limits = {
  fileBytes: 64 * 2 ** 20,
  fitMessages: 1_500_000,
  /** FIT messages other than records, which become objects. */
  keptMessages: 250_000,
  records: 1_000_000,
  /** Files in one FIT chain. */
  segments: 500,
  sessions: 200,
  rrIntervals: 2_000_000,
  /** Laps of one TCX activity. */
  laps: 10_000,
  xmlDepth: 64,
  xmlElements: 5_000_000,
  /** Characters of one XML text or one CSV row. */
  textLength: 2 ** 20,
  archiveEntries: 20_000,
  archiveBytes: 4 * 2 ** 30,
  /** An archive as it comes; more of it is unpacked only from an export of ours. */
  archiveFileBytes: 64 * 2 ** 30,
  /** Unpacked bytes per packed byte; recordings stay below 30. */
  archiveRatio: 200,
  archiveDepth: 3,
} as const
