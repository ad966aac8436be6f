import { createHash, randomBytes } from 'node:crypto'

/** 256 bits, kept nowhere but with whom it is given to. */
export const createToken = (): string => randomBytes(32).toString('base64url')

/** What is stored of a token. */
export const hashToken = (token: string): Uint8Array => createHash('sha256').update(token).digest()
