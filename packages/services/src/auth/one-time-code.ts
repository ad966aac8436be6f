import { createHash, randomInt } from 'node:crypto'

/** No 0/O, 1/I/L: it is read from a screen or paper and typed. 16 of 31 signs are 79 bits. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** `XXXX-XXXX-XXXX-XXXX`. */
export const createOneTimeCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')).join('-')

/** Its hash, whatever its case and whatever stands between the signs. */
export const hashOneTimeCode = (code: string): Uint8Array =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
