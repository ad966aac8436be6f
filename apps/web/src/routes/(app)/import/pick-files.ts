import type { LocalFile } from '#lib/uploads.svelte.ts'

/** What systems put into folders for themselves. */
const isHidden = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')

const named = (file: File): LocalFile => ({ name: file.webkitRelativePath || file.name, file })

export const filesOfInput = (input: HTMLInputElement): LocalFile[] =>
  [...(input.files ?? [])].map(named).filter(({ name }) => !isHidden(name))

/** Files and whole folders that were dropped. The entries must be taken before anything is awaited. */
export async function filesOfDrop(transfer: DataTransfer): Promise<LocalFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? [])
  const files = await Promise.all(entries.map((entry) => filesBelow(entry, '')))
  return files.flat().filter(({ name }) => !isHidden(name))
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<LocalFile[]> {
  const name = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail))
    return [{ name, file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: LocalFile[] = []
  // A reader hands out a hundred at a time, and nothing at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
    if (some.length === 0) return found
    found.push(...(await Promise.all(some.map((each) => filesBelow(each, `${name}/`)))).flat())
  }
}
