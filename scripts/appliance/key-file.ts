import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'

/**
 * Writes other content into a key file. In place, because a container has been given this very file; the content is
 * safe beside it before the first byte changes.
 */
export function replaceKeyFile(path: string, content: string): void {
  writeFileSync(`${path}.next`, content, { mode: 0o600, flush: true })
  const file = openSync(path, 'r+')
  try {
    writeSync(file, content, 0)
    ftruncateSync(file, Buffer.byteLength(content))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(`${path}.next`)
}

/** Finishes what was interrupted, if the content beside the file is whole. */
export async function mendKeyFile(path: string, parse: (content: string) => Promise<unknown>): Promise<void> {
  const next = `${path}.next`
  if (!existsSync(next)) return
  const content = readFileSync(next, 'utf8')
  const isWhole = await parse(content).then(
    () => true,
    () => false,
  )
  if (isWhole) replaceKeyFile(path, content)
  else rmSync(next)
}
