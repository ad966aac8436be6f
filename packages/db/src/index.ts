export { openDatabase, type Database, type DatabaseOptions, type Tenant, type Transaction } from './database.ts'
export { migrate, migrationsDir, schemaVersion } from './migrate.ts'
export * as schema from './schema/index.ts'
