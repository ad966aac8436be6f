import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import type { ImportBatchView, ImportItemState, ImportItemView } from './import-view.ts'

type Part = Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>
const later = () => new AppError('internal', 'not built yet')

export async function openImport(
  _deps: Part,
  _userId: number,
  _batch: { source: 'upload' | 'folder'; name: string },
): Promise<ImportBatchView> {
  throw later()
}
export async function listImports(
  _deps: Part,
  _userId: number,
  _page: { cursor: string | undefined; limit: number },
): Promise<{ batches: ImportBatchView[]; nextCursor: string | null }> {
  throw later()
}
export async function getImport(
  _deps: Part,
  _userId: number,
  _id: number,
  _page: { cursor: string | undefined; limit: number; state: ImportItemState | undefined },
): Promise<{ batch: ImportBatchView; items: ImportItemView[]; nextCursor: string | null }> {
  throw later()
}
export async function pauseImport(_deps: Part, _userId: number, _id: number): Promise<ImportBatchView> {
  throw later()
}
export async function resumeImport(_deps: Part, _userId: number, _id: number): Promise<ImportBatchView> {
  throw later()
}
export async function undoImport(_deps: Part, _userId: number, _id: number): Promise<void> {
  throw later()
}
