import { expect, test } from 'vitest'
import { createSecretKey, openWithSecret, sealWithSecret, type Place } from './index.ts'

const place: Place = { table: 'two_step', userId: 7, row: '7', column: 'secret_sealed' }

test('opens with its key at its place, and nowhere else', async () => {
  const [key, other] = [await createSecretKey(), await createSecretKey()]
  const sealed = await sealWithSecret(`${key}\n`, place, '비밀')
  expect(new TextDecoder().decode(await openWithSecret(key, place, sealed))).toBe('비밀')
  await expect(openWithSecret(other, place, sealed)).rejects.toThrow('cannot be decrypted')
  for (const elsewhere of [{ userId: 8 }, { row: '8' }, { column: 'x' }, { table: 'x' }])
    await expect(openWithSecret(key, { ...place, ...elsewhere }, sealed)).rejects.toThrow('cannot be decrypted')
})

test('no bit may change, and no two sealings are alike', async () => {
  const key = await createSecretKey()
  const sealed = await sealWithSecret(key, place, 'secret')
  expect(await sealWithSecret(key, place, 'secret')).not.toEqual(sealed)
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const changed = Uint8Array.from(sealed)
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    await expect(openWithSecret(key, place, changed)).rejects.toThrow('cannot be decrypted')
  }
})
