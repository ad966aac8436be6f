import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Plan } from './plan.ts'

/**
 * JSON with the keys of every object in the order of their UTF-16 units and no space: one text for one value.
 * Source: RFC 8785 (JCS); numbers and strings are written as ECMAScript does, as it asks.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, each]) => each !== undefined)
  const sorted = entries.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** What a human approves: everything but the hash itself and the status, which approving changes. */
export function hashPlan(plan: Plan): string {
  const { hash: _hash, status: _status, ...content } = plan
  return sha256Hex(canonicalJson(content))
}
