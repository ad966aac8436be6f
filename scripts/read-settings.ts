import { existsSync } from 'node:fs'
import { loadConfig, type Config } from '@rc/config'
import { repository } from './run-main.ts'

/** The settings as the appliance itself reads them, wherever the command was called. */
export function readSettings(): Config {
  process.chdir(repository)
  if (existsSync('.env')) process.loadEnvFile('.env')
  return loadConfig()
}
