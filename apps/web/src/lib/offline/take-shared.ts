import type { LocalFile } from '../uploads.svelte.ts'
import { SHARED } from './kept.ts'

/** Files that another app has shared with this one, taken once. */
export async function takeShared(): Promise<LocalFile[]> {
  if (!('caches' in globalThis) || !(await caches.has(SHARED))) return []
  const waiting = await caches.open(SHARED)
  const answers = await Promise.all((await waiting.keys()).map((key) => waiting.match(key)))
  await caches.delete(SHARED)
  return Promise.all(answers.flatMap((answer) => (answer ? [fileOf(answer)] : [])))
}

async function fileOf(answer: Response): Promise<LocalFile> {
  const name = decodeURIComponent(answer.headers.get('x-name') ?? '') || 'shared'
  return { name, file: new File([await answer.blob()], name) }
}
