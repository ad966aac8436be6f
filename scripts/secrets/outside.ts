import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { garminHosts } from '@rc/sandbox/garmin/hosts'
import { startGarmin, type RunningGarmin } from '@rc/sandbox/garmin/start-garmin'
import { passwordOf, startMail, type RunningMail } from '@rc/sandbox/notices/start-mail'

/** Those to whom an athlete hands a secret. Who refuses says back, word for word, what was told. */
export interface Outside {
  garmin: RunningGarmin
  athlete: { email: string; password: string }
  mail: RunningMail
  hookUrl: string
  /** Settings with which an appliance finds them. */
  env: Record<string, string>
  /** The authorization of each call of the hook. */
  heard: string[]
  close(): Promise<void>
}

export async function startOutside(): Promise<Outside> {
  const athlete = { email: 'runner@example.test', password: `Garmin-password-${randomBytes(9).toString('base64url')}` }
  const garmin = await startGarmin({ accounts: [{ ...athlete, mfa: 'email', seed: 5, years: 0.01 }] })
  const heard: string[] = []
  const mail = await startMail()
  mail.refuse((line) => `I heard ${line}, that is ${passwordOf(line)}`)
  const hook = createServer((request, response) => {
    const { authorization = '' } = request.headers
    heard.push(authorization)
    if (request.url?.startsWith('/refused'))
      response.writeHead(403, `I heard ${authorization}`, { 'x-heard': authorization })
    request.resume()
    response.end(authorization)
  })
  hook.listen(0, '127.0.0.1')
  await once(hook, 'listening')
  const hookPort = (hook.address() as AddressInfo).port
  return {
    garmin,
    athlete,
    mail,
    hookUrl: `http://127.0.0.1:${hookPort}`,
    env: {
      RC_LAN_ADDRESSES: `127.0.0.1:${mail.port},127.0.0.1:${hookPort}`,
      ...garminHosts(garmin.url),
      RC_GARMIN_PACE_MS: '0',
    },
    heard,
    close: async () => {
      hook.closeAllConnections()
      hook.close()
      mail.close()
      await garmin.close()
    },
  }
}
