import sodium from 'libsodium-wrappers'
import type { Keyring, SealingKey } from './keyring.ts'
import { associated, type Place } from './place.ts'

const MAGIC = 0x52435631 // "RCV1"
const ID_BYTES = 4
const KEY_BYTES = 32
const NONCE_BYTES = 24
const WRAPPED_BYTES = KEY_BYTES + 48
const HEADER_BYTES = 4 + ID_BYTES + WRAPPED_BYTES + NONCE_BYTES

/**
 * Seals `secret` for `place` with nothing but the public key.
 *
 * Layout: magic (4) · master key id (4) · data key in a sealed box (80) · nonce (24) · XChaCha20-Poly1305 ciphertext.
 * The data key is fresh for each value; the place is the associated data, so a value copied to another user, row or
 * column does not open. Rotation re-wraps the data key and leaves the ciphertext alone.
 */
export async function seal(key: SealingKey, place: Place, secret: Uint8Array | string): Promise<Uint8Array> {
  await sodium.ready
  const dataKey = sodium.randombytes_buf(KEY_BYTES)
  const nonce = sodium.randombytes_buf(NONCE_BYTES)
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(secret, associated(place), null, nonce, dataKey)
  const sealed = new Uint8Array(HEADER_BYTES + ciphertext.length)
  new DataView(sealed.buffer).setUint32(0, MAGIC)
  sealed.set(sodium.from_hex(key.id), 4)
  sealed.set(sodium.crypto_box_seal(dataKey, key.publicKey), 4 + ID_BYTES)
  sealed.set(nonce, HEADER_BYTES - NONCE_BYTES)
  sealed.set(ciphertext, HEADER_BYTES)
  sodium.memzero(dataKey)
  return sealed
}

/** Opens what was sealed for exactly this place. Throws on a wrong place, an unknown key or a changed bit. */
export async function open(keyring: Keyring, place: Place, sealed: Uint8Array): Promise<Uint8Array> {
  await sodium.ready
  const dataKey = unwrap(keyring, sealed)
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
      null,
      sealed.subarray(HEADER_BYTES),
      associated(place),
      sealed.subarray(HEADER_BYTES - NONCE_BYTES, HEADER_BYTES),
      dataKey,
    )
  } finally {
    sodium.memzero(dataKey)
  }
}

/** The same value under the newest master key; the input itself when it is there already. */
export async function rewrap(keyring: Keyring, sealed: Uint8Array): Promise<Uint8Array> {
  await sodium.ready
  const newest = keyring[0]
  if (!newest) throw new Error('The keyring is empty')
  if (masterKeyId(sealed) === newest.id) return sealed
  const dataKey = unwrap(keyring, sealed)
  // Not slice: that of a Buffer, which is what a database gives, is a view of the same bytes.
  const result = Uint8Array.from(sealed)
  result.set(sodium.from_hex(newest.id), 4)
  result.set(sodium.crypto_box_seal(dataKey, newest.publicKey), 4 + ID_BYTES)
  sodium.memzero(dataKey)
  return result
}

/** Which master key a value needs. */
export function masterKeyId(sealed: Uint8Array): string {
  if (sealed.length < HEADER_BYTES || new DataView(sealed.buffer, sealed.byteOffset).getUint32(0) !== MAGIC) {
    throw new Error('This is not a sealed value')
  }
  return sodium.to_hex(sealed.subarray(4, 4 + ID_BYTES))
}

function unwrap(keyring: Keyring, sealed: Uint8Array): Uint8Array {
  const id = masterKeyId(sealed)
  const key = keyring.find((candidate) => candidate.id === id)
  if (!key) throw new Error(`The master key ${id} is not in the keyring`)
  return sodium.crypto_box_seal_open(
    sealed.subarray(4 + ID_BYTES, 4 + ID_BYTES + WRAPPED_BYTES),
    key.publicKey,
    key.privateKey,
  )
}
