import { type Connection, listConnections } from '@rc/contract'
import { call } from './api.ts'
import { calmly, listen } from './events.ts'
import { attempt } from './loading.ts'

let all = $state.raw<Connection[]>([])

async function refresh(): Promise<void> {
  const loaded = await attempt(call(listConnections))
  if (loaded.ok) all = loaded.value.connections
}

/** What is linked, for what stands above every page; empty until the first answer. */
export const linked = {
  get all(): Connection[] {
    return all
  },
}

/** Keeps it current until the returned function is called. */
export function followConnections(): () => void {
  void refresh()
  const soon = calmly(() => void refresh(), 1000)
  return listen(({ type }) => (type === 'connection' || type === 'open') && soon())
}
