export { createTestDatabase, createTestRedis, type TestDatabase, type TestRedis } from './database.ts'
export { noVendors } from './no-vendors.ts'
