import { resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '..')

/** An error for the person at the keyboard: one sentence says what is wrong, one says what to do. */
export const explain = (what: string, todo: string): Error =>
  Object.assign(new Error(`${what}\n${todo}`), { name: 'Explained' })

/** Runs a command; explained errors and refusals of a service are shown as they read, any other with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(error instanceof Error && ['Explained', 'AppError'].includes(error.name) ? error.message : error)
    process.exit(1)
  }
}
