export { createTestDatabase, createTestRedis, type TestDatabase, type TestRedis } from './database.ts'
