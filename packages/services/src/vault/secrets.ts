import { setTimeout } from 'node:timers/promises'
import { open, parseKeyring, parseSealingKey, seal, type Place } from '@rc/vault'
import type { Deps } from '../deps.ts'

// Keys are read at each use: a rotation reaches a running process without a word.

/** Seals what an athlete entrusts to us (a password, a token) with the public key: who seals cannot open. */
export const sealSecret = async (
  { config }: Pick<Deps, 'config'>,
  place: Place,
  secret: Uint8Array | string,
): Promise<Uint8Array> => seal(await patiently(() => parseSealingKey(config.secret('sealing_key'))), place, secret)

/** Opens it again, for exactly this place: only the worker has the keys. */
export async function openSecret({ config }: Pick<Deps, 'config'>, place: Place, sealed: Uint8Array): Promise<string> {
  const keyring = await patiently(() => parseKeyring(config.secret('master_keys')))
  return new TextDecoder().decode(await open(keyring, place, sealed))
}

/** A key file is written in place, since a container sees it as one file; for a moment it may be half written. */
async function patiently<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await read()
    } catch (error) {
      if (tries === 5) throw error
      await setTimeout(20 * tries)
    }
  }
}
