import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Plan } from './plan.ts'

/**
 * JSON with the keys of every object in the order of their UTF-16 units and no space: one text for one value.
 * Source: RFC 8785 (JCS); numbers and strings are written as ECMAScript does, as it asks.
 */
export function canonicalJson(value: unknown): string {
  // The same keys and words stand in every workout of a plan.
  const quoted = new Map<string, string>()
  const quote = (text: string): string => {
    const known = quoted.get(text) ?? JSON.stringify(text)
    quoted.set(text, known)
    return known
  }
  const write = (each: unknown): string => {
    if (typeof each === 'string') return quote(each)
    if (each === null || typeof each !== 'object') return JSON.stringify(each)
    let text = ''
    if (Array.isArray(each)) {
      for (const item of each) text += (text === '' ? '' : ',') + write(item ?? null)
      return `[${text}]`
    }
    const object = each as Record<string, unknown>
    for (const key of Object.keys(object).sort())
      if (object[key] !== undefined) text += `${text === '' ? '' : ','}${quote(key)}:${write(object[key])}`
    return `{${text}}`
  }
  return write(value)
}

export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** What a human approves: everything but the hash itself and the status, which approving changes. */
export function hashPlan(plan: Plan): string {
  const { hash: _hash, status: _status, ...content } = plan
  return sha256Hex(canonicalJson(content))
}
