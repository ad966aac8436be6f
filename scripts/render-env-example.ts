import { environmentSchema } from '@rc/config'

/** Every setting with what it means; the value is the one that holds when it is left out. */
export function renderEnvExample(): string {
  const parsed: Record<string, string | number | boolean | undefined> = environmentSchema.parse({})
  const settings = Object.entries(environmentSchema.shape).map(([name, setting]) => {
    const value = parsed[name]
    const text = typeof value === 'boolean' ? String(Number(value)) : String(value ?? '')
    return `# ${setting.description}\n# ${name}=${text}\n`
  })
  return ['# Copy to .env and take the # away before what you want to change.\n', ...settings].join('\n')
}
