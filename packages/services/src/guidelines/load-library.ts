import { replaceLibrary } from '@rc/db/queries/guidelines'
import { guidelineLibrary, libraryRows } from '@rc/planning/guidelines'

/** Brings the library of a migrated database to this version of the program; false where it stood there already. */
export function loadLibrary(adminUrl: string): Promise<boolean> {
  const { version, rows } = libraryRows(guidelineLibrary)
  return replaceLibrary(adminUrl, version, rows)
}
