import { applyNotes } from '@rc/services/export/apply-notes'
import { noteFailedRead, readRawFile } from '@rc/services/ingest/read-raw-file'
import { scanFolder } from '@rc/services/ingest/scan-folder'
import { undoBatch } from '@rc/services/ingest/undo-batch'
import { unpackArchive } from '@rc/services/ingest/unpack-archive'
import type { Handlers } from '../handlers.ts'

export const importHandlers = {
  'import.file.read': { run: readRawFile, onFailure: noteFailedRead },
  'import.archive.unpack': { run: unpackArchive, onFailure: noteFailedRead },
  'import.notes.apply': { run: applyNotes },
  'import.folder.scan': { run: scanFolder },
  'import.batch.undo': { run: undoBatch },
} satisfies Handlers<'import'>
