import type { Appliance } from './appliance.ts'

/** Sends the files as one import, several at once; a file is made only when somebody is free to send it. Returns its id. */
export async function uploadAll(
  appliance: Appliance,
  name: string,
  files: Iterable<{ name: string; bytes: Uint8Array }>,
  atOnce = 2,
): Promise<number> {
  const { id } = await appliance.send<{ id: number }>('POST', '/imports', { name })
  const queue = files[Symbol.iterator]()
  const sender = async () => {
    for (let next = queue.next(); !next.done; next = queue.next())
      await appliance.upload(`/imports/${id}/files?name=${encodeURIComponent(next.value.name)}`, next.value.bytes)
  }
  await Promise.all(Array.from({ length: atOnce }, sender))
  return id
}
