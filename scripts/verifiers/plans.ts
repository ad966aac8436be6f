import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { judgeCase } from '@rc/planning'
import { explain } from '../run-main.ts'

/**
 * Judges a file of JSON lines `{athlete, history, plan}` (packages/planning/PLAN_FORMAT.md) and prints one JSON line for
 * each: its number, the verdict, and the rules behind it. A line that is no JSON is blocked by S01.
 */
export async function verifyPlans(file: string, print: (line: string) => void): Promise<Record<string, number>> {
  const counts: Record<string, number> = { ok: 0, warn: 0, block: 0 }
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line++
    if (text.trim() === '') continue
    const raw = parse(text)
    const { verdict, block, warn, info } = judgeCase(raw)
    counts[verdict] = (counts[verdict] ?? 0) + 1
    print(JSON.stringify({ line, ...idOf(raw), verdict, block, warn, info }))
  }
  return counts
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The caller's own name of a case is given back. */
function idOf(raw: unknown): { id?: unknown } {
  const id = typeof raw === 'object' && raw !== null ? (raw as { id?: unknown }).id : undefined
  return id === undefined ? {} : { id }
}

/** `./scripts/verify plans FILE` */
export async function run([file]: string[]): Promise<void> {
  if (file === undefined || !existsSync(file))
    throw explain('A file of plans is missing.', 'Name it: ./scripts/verify plans FILE')
  const counts = await verifyPlans(file, (line) => console.log(line))
  console.error(`${counts['ok']} ok, ${counts['warn']} to confirm, ${counts['block']} blocked`)
}
