import { getIngestStatus, type IngestStatus } from '@rc/contract'
import { call } from './api.ts'
import { calmly, listen } from './events.ts'
import { attempt } from './loading.ts'

let status = $state.raw<IngestStatus | null>(null)

async function refresh(): Promise<void> {
  const loaded = await attempt(call(getIngestStatus))
  if (loaded.ok) status = loaded.value
}

/** How far the work behind the pages is; null until the first answer. */
export const ingest = {
  get status(): IngestStatus | null {
    return status
  },
}

/** Keeps it current until the returned function is called. */
export function followIngest(): () => void {
  void refresh()
  return listen(calmly(() => void refresh(), 1000))
}
