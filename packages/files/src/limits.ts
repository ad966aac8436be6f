/** What one file may cost. Beyond a byte cap a file is refused; beyond a count cap reading stops and the file is flagged or refused. */
export const limits = {
  fileBytes: 64 * 2 ** 20,
  fitMessages: 1_500_000,
  records: 1_000_000,
  keptMessages: 250_000,
  sessions: 200,
  xmlDepth: 64,
  xmlElements: 20_000_000,
  xmlTextBytes: 1 * 2 ** 20,
  archiveEntries: 20_000,
  archiveBytes: 4 * 2 ** 30,
  archiveRatio: 200,
  archiveDepth: 3,
} as const
