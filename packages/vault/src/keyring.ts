import sodium from 'libsodium-wrappers'

/** One master key pair. The public half can only seal; whoever holds the private half can open. */
export interface MasterKey {
  /** 8 hex digits: the beginning of the hash of the public key. */
  id: string
  publicKey: Uint8Array
  privateKey: Uint8Array
}

/** Newest first: the first one seals, all of them open. */
export type Keyring = MasterKey[]

/** What a process that must never open anything is given. */
export type SealingKey = Pick<MasterKey, 'id' | 'publicKey'>

const idOf = (publicKey: Uint8Array): string => sodium.to_hex(sodium.crypto_generichash(4, publicKey, null))

export async function createMasterKey(): Promise<MasterKey> {
  await sodium.ready
  const { publicKey, privateKey } = sodium.crypto_box_keypair()
  return { id: idOf(publicKey), publicKey, privateKey }
}

/** One line a key, `<id> <private key, base64>`, newest first: the content of the secret file `master_keys`. */
export async function formatKeyring(keyring: Keyring): Promise<string> {
  await sodium.ready
  return keyring.map((key) => `${key.id} ${sodium.to_base64(key.privateKey, base64())}\n`).join('')
}

/** The inverse. Throws when a line is damaged: a key whose id does not match its bytes is worse than none. */
export async function parseKeyring(text: string): Promise<Keyring> {
  await sodium.ready
  const keyring = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [id, encoded] = line.trim().split(/\s+/)
      try {
        const privateKey = sodium.from_base64(encoded ?? '', base64())
        const publicKey = sodium.crypto_scalarmult_base(privateKey)
        if (idOf(publicKey) === id) return { id, publicKey, privateKey }
      } catch {
        // told below
      }
      throw new Error(`Line ${index + 1} of the master key file is damaged`)
    })
  if (keyring.length === 0) throw new Error('The master key file is empty')
  return keyring
}

/** `<id> <public key, base64>`: the content of the file `sealing_key`. */
export async function formatSealingKey(key: SealingKey): Promise<string> {
  await sodium.ready
  return `${key.id} ${sodium.to_base64(key.publicKey, base64())}\n`
}

export async function parseSealingKey(text: string): Promise<SealingKey> {
  await sodium.ready
  const [id, encoded] = text.trim().split(/\s+/)
  const publicKey = sodium.from_base64(encoded ?? '', base64())
  if (publicKey.length !== sodium.crypto_box_PUBLICKEYBYTES || idOf(publicKey) !== id) {
    throw new Error('The sealing key file is damaged')
  }
  return { id, publicKey }
}

const base64 = () => sodium.base64_variants.ORIGINAL
