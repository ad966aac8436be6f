import { AppError } from '@rc/domain'
import type { Deps } from '../deps.ts'
import type { ImportItemView } from './import-view.ts'

export async function addFile(
  _deps: Pick<Deps, 'database' | 'queue' | 'rawStore' | 'log'>,
  _userId: number,
  _batchId: number,
  _file: { name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<ImportItemView> {
  throw new AppError('internal', 'not built yet')
}
