import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Plan } from './plan.ts'

/**
 * JSON with the keys of every object in the order of their UTF-16 units and no space: one text for one value.
 * Source: RFC 8785 (JCS); numbers and strings are written as ECMAScript does, as it asks.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const each of value) text += `${text === '' ? '' : ','}${canonicalJson(each ?? null)}`
    return `[${text}]`
  }
  const object = value as Record<string, unknown>
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined)
      text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(object[key])}`
  }
  return `{${text}}`
}

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** What a human approves: everything but the hash itself and the status, which approving changes. */
export function hashPlan(plan: Plan): string {
  const { hash: _hash, status: _status, ...content } = plan
  return sha256Hex(canonicalJson(content))
}
