import type { Scope } from '@rc/contract'
import { m } from '#lib/paraglide/messages.js'

/** What a token may do, as its owner would put it. */
export const scopeText: Record<Scope, { name: () => string; says: () => string }> = {
  read: { name: m.scope_read, says: m.scope_read_says },
  import: { name: m.scope_import, says: m.scope_import_says },
  write: { name: m.scope_write, says: m.scope_write_says },
}
