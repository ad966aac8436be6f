import { parseArgs } from 'node:util'
import { answerAsCoach } from '../openai/coach.ts'
import { startOpenAi } from '../openai/start-openai.ts'
import { demoAccounts } from './demo-accounts.ts'
import { startGarmin } from './start-garmin.ts'

// An emulated Garmin for the demo. --files FOLDER keeps the recordings; --render writes them all beforehand instead of
// when they are asked for. --memory FILE keeps tokens and workouts from one start to the next. --model-port PORT adds an
// emulated model behind the interface of OpenAI.
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8091' },
    host: { type: 'string', default: '127.0.0.1' },
    years: { type: 'string', default: '1.5' },
    'first-day': { type: 'string' },
    files: { type: 'string' },
    memory: { type: 'string' },
    'model-port': { type: 'string' },
    limits: { type: 'boolean', default: true },
    render: { type: 'boolean', default: false },
  },
  allowNegative: true,
})
const firstDay = values['first-day']
const accounts = Object.values(demoAccounts).map((account) => ({
  ...account,
  years: Number(values.years),
  ...(firstDay !== undefined && { firstDay }),
}))

const garmin = await startGarmin({
  port: Number(values.port),
  host: values.host,
  limits: values.limits,
  ...(values.files !== undefined && { filesDir: values.files }),
  ...(values.memory !== undefined && { memoryFile: values.memory }),
  accounts,
})
if (values.render)
  for (const { email } of accounts) {
    const { files, bytes } = garmin.admin.renderAll({ email })
    console.log(`${email}: ${files} recordings, ${Math.round(bytes / 1e6)} MB`)
  }
const modelPort = values['model-port']
const model =
  modelPort === undefined
    ? null
    : await startOpenAi({ answer: answerAsCoach, port: Number(modelPort), host: values.host, paceMs: 25 })
if (model) console.log(`An emulated model answers at ${model.url}`)
console.log(`An emulated Garmin answers at ${garmin.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void Promise.all([garmin.close(), model?.close()]))
