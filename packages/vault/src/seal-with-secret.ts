import sodium from 'libsodium-wrappers'
import { associated, type Place } from './place.ts'

const NONCE_BYTES = 24

/** A fresh key for `sealWithSecret`, base64: the content of a secret file. */
export async function createSecretKey(): Promise<string> {
  await sodium.ready
  return sodium.to_base64(sodium.crypto_aead_xchacha20poly1305_ietf_keygen(), sodium.base64_variants.ORIGINAL)
}

/**
 * Encrypts `secret` for `place` with a key that also opens it: for what the process that keeps it has to read itself.
 * Layout: nonce (24) · XChaCha20-Poly1305 ciphertext, the place being the associated data.
 */
export async function sealWithSecret(key: string, place: Place, secret: Uint8Array | string): Promise<Uint8Array> {
  await sodium.ready
  const nonce = sodium.randombytes_buf(NONCE_BYTES)
  const ciphertext = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(
    secret,
    associated(place),
    null,
    nonce,
    decode(key),
  )
  return Buffer.concat([nonce, ciphertext])
}

/** The inverse. Throws on another place, another key or a changed bit. */
export async function openWithSecret(key: string, place: Place, sealed: Uint8Array): Promise<Uint8Array> {
  await sodium.ready
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const ciphertext = sealed.subarray(NONCE_BYTES)
  return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated(place), nonce, decode(key))
}

const decode = (key: string) => sodium.from_base64(key.trim(), sodium.base64_variants.ORIGINAL)
