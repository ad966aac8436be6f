import { Readable } from 'node:stream'
import * as contract from '@rc/contract'
import { getMe } from '@rc/services/auth/me'
import { removeAccount } from '@rc/services/auth/remove-account'
import { writeExport } from '@rc/services/export/write-export'
import { nameAttachment } from '../attachment.ts'
import type { ApiDeps } from '../context.ts'
import { clearSessionCookie } from '../middleware/session.ts'
import type { Mount } from '../mount.ts'

export function mountOwnData(mount: Mount, deps: ApiDeps): void {
  mount(contract.exportMe, async ({ c, userId }) => {
    const { login } = await getMe(deps, userId)
    const day = deps.now().toISOString().slice(0, 10)
    return c.body(Readable.toWeb(await writeExport(deps, userId)) as ReadableStream, 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': nameAttachment(`runningcoach-${login}-${day}.zip`),
      'Cache-Control': 'private, no-store',
    })
  })
  mount(contract.removeMe, async ({ c, userId, body }) => {
    const receipt = await removeAccount(deps, userId, body.password)
    clearSessionCookie(c)
    return receipt
  })
}
