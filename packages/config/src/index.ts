export { environmentSchema, loadConfig, type Config, type DatabaseRole, type Environment } from './environment.ts'
export { createLogger, type Logger } from './logger.ts'
