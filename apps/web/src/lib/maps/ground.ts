import { getMapGround, type MapGround } from '@rc/contract'
import { call } from '#lib/api.ts'

let asked: Promise<MapGround | null> | undefined

/** What lies under the routes, asked once; null: plain ground. */
export const groundOf = (): Promise<MapGround | null> =>
  (asked ??= call(getMapGround).then(
    (ground) => (ground.kind === 'none' ? null : ground),
    () => {
      asked = undefined
      return null
    },
  ))
