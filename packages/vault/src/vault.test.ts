import { expect, test } from 'vitest'
import {
  createMasterKey,
  formatKeyring,
  formatSealingKey,
  masterKeyId,
  open,
  parseKeyring,
  parseSealingKey,
  rewrap,
  seal,
  type Place,
} from './index.ts'

const place: Place = { table: 'connections', userId: 7, row: 'garmin', column: 'tokens' }
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('the public half seals, the private half opens', async () => {
  const key = await createMasterKey()
  const sealingKey = await parseSealingKey(await formatSealingKey(key))
  const sealed = await seal(sealingKey, place, '비밀 토큰')
  expect(text(await open([key], place, sealed))).toBe('비밀 토큰')
  expect(text(sealed)).not.toContain('비밀')
})

test('a value moved to another user, row, column or table does not open', async () => {
  const key = await createMasterKey()
  const sealed = await seal(key, place, 'token')
  const elsewhere: Place[] = [
    { ...place, userId: 8 },
    { ...place, row: 'strava' },
    { ...place, column: 'password' },
    { ...place, table: 'users' },
  ]
  for (const other of elsewhere)
    await expect(open([key], other, sealed)).rejects.toThrow('ciphertext cannot be decrypted')
})

test('no flipped bit goes unnoticed', async () => {
  const key = await createMasterKey()
  const sealed = await seal(key, place, 'a token of some length')
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const damaged = sealed.slice()
    damaged[bit >> 3]! ^= 1 << (bit & 7)
    await expect(open([key], place, damaged)).rejects.toThrow(
      /cannot be decrypted|incorrect|not a sealed value|not in the keyring/,
    )
  }
})

test('rotation: the new key opens what was re-wrapped, the old key no longer does', async () => {
  const old = await createMasterKey()
  const fresh = await createMasterKey()
  const sealed = await seal(old, place, 'token')
  expect(text(await open([fresh, old], place, sealed))).toBe('token')

  const asRead = Buffer.from(sealed)
  const rewrapped = await rewrap([fresh, old], asRead)
  expect(asRead).toEqual(Buffer.from(sealed))
  expect(masterKeyId(rewrapped)).toBe(fresh.id)
  expect(text(await open([fresh], place, rewrapped))).toBe('token')
  await expect(open([old], place, rewrapped)).rejects.toThrow(`The master key ${fresh.id} is not in the keyring`)
  expect(await rewrap([fresh, old], rewrapped)).toBe(rewrapped)
})

test('a keyring survives its file; a damaged file says which line', async () => {
  const keyring = [await createMasterKey(), await createMasterKey()]
  const file = await formatKeyring(keyring)
  expect(await parseKeyring(file)).toEqual(keyring)
  const [first, second] = file.split('\n')
  await expect(parseKeyring(`${first}\n${second?.replace(/^./, 'x')}`)).rejects.toThrow('Line 2')
  await expect(parseKeyring('')).rejects.toThrow('empty')
})
