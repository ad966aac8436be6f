import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { repository } from '../run-main.ts'

const run = promisify(execFile)
const applying = `import { migrate } from '@rc/db'
console.log(JSON.stringify(await migrate({ adminUrl: process.env.ADMIN_URL })))`

test('of processes that start at once one changes the schema, the others find it done', async () => {
  const url = new URL(process.env['RC_TEST_DATABASE_URL'] ?? '')
  const clusterUrl = url.href
  const name = `rc_test_${randomUUID().slice(0, 8)}`
  url.pathname = `/${name}`
  onTestFinished(async () => {
    const admin = postgres(clusterUrl, { max: 1, onnotice: () => {} })
    await admin.unsafe(`drop database if exists ${name} with (force)`)
    await admin.end()
  })
  const start = () =>
    run(process.execPath, ['--input-type=module', '--eval', applying], {
      cwd: repository,
      env: { ...process.env, ADMIN_URL: url.href },
    })
  const outputs = await Promise.all([start(), start(), start()])
  const applied = outputs.map(({ stdout }) => JSON.parse(stdout) as string[])
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1)

  const sql = postgres(url.href, { max: 1 })
  onTestFinished(() => sql.end())
  const rows = await sql`select name from schema_migrations order by name`
  expect(rows.map((row) => row['name'])).toEqual(applied.flat())
})
