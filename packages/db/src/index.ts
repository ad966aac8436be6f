export { openDatabase, type Database, type DatabaseOptions, type Tenant, type Transaction } from './database.ts'
export { migrate, migrationsDir, provisionRoles, schemaVersion, type RolePasswords } from './migrate.ts'
export * as schema from './schema/index.ts'
