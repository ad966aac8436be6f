import { parseArgs } from 'node:util'
import type { AccountOptions } from './account.ts'
import { startGarmin } from './start-garmin.ts'

// An emulated Garmin for the demo: two athletes, one with a Personal API key, one who logs in with a code by e-mail.
// --files FOLDER keeps the recordings; --render writes them all beforehand instead of when they are asked for.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8091' },
    host: { type: 'string', default: '127.0.0.1' },
    years: { type: 'string', default: '1.5' },
    files: { type: 'string' },
    limits: { type: 'boolean', default: true },
    render: { type: 'boolean', default: false },
  },
  allowNegative: true,
})
const years = Number(values.years)

const accounts: AccountOptions[] = [
  { email: 'haneul@example.test', password: 'demo-haneul', seed: 1, years, fullName: '김하늘' },
  { email: 'bada@example.test', password: 'demo-bada', seed: 2, years, mfa: 'email', fullName: '이바다' },
]

const garmin = await startGarmin({
  port: Number(values.port),
  host: values.host,
  limits: values.limits,
  ...(values.files !== undefined && { filesDir: values.files }),
  accounts,
})
if (values.render)
  for (const { email } of accounts) {
    const { files, bytes } = garmin.admin.renderAll({ email })
    console.log(`${email}: ${files} recordings, ${Math.round(bytes / 1e6)} MB`)
  }
console.log(`An emulated Garmin answers at ${garmin.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void garmin.close())
