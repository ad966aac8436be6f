import { resolve } from 'node:path'

export const repository = resolve(import.meta.dirname, '..')

/** An error for the person at the keyboard: one sentence says what is wrong, one says what to do. */
export const explain = (what: string, todo: string): Error =>
  Object.assign(new Error(`${what}\n${todo}`), { name: 'Explained' })

/** Runs a command; what is meant for the person at the keyboard is shown as it reads, any other error with its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    console.error(isForPerson(error) ? error.message : error)
    process.exit(1)
  }
}

/** Our own explanations, refusals of a service, and options that do not exist. */
const isForPerson = (error: unknown): error is Error =>
  error instanceof Error &&
  (['Explained', 'AppError'].includes(error.name) ||
    ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
