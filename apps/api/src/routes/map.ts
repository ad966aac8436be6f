import * as contract from '@rc/contract'
import { type Ground, openGround } from '@rc/services/maps/ground'
import type { ApiDeps } from '../context.ts'
import type { Mount } from '../mount.ts'

const DAY_S = 86_400

export function mountMap(mount: Mount, deps: ApiDeps): void {
  let opened: Promise<Ground | null> | undefined
  // A file that cannot be read is no reason to have no routes.
  const ground = () =>
    (opened ??= openGround(deps).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'the map file cannot be used')
      return null
    }))

  mount(contract.getMapGround, async () => {
    const found = await ground()
    if (!found) return { kind: 'none' as const, attribution: '', minZoom: 0, maxZoom: 0 }
    const { kind, attribution, minZoom, maxZoom } = found
    return { kind, attribution, minZoom, maxZoom }
  })
  mount(contract.getMapTile, async ({ c, params: { z, x, y } }) => {
    const tile = await (await ground())?.getTile(z, x, y)
    c.header('Cache-Control', `private, max-age=${DAY_S}`)
    return tile ? c.body(tile.bytes, 200, { 'Content-Type': tile.type }) : c.body(null, 204)
  })
}
