import { defineConfig } from 'vitest/config'

/**
 * `unit` touches nothing outside the process; `integration` has real stores (see packages/testing); `browser` drives the
 * page. The last two are tried once more where they fail, which the report tells beside their name: a machine that is busy
 * with something else is no fault of the product.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps}/*/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          setupFiles: ['packages/testing/src/seed-properties.ts'],
          // Random workouts by the thousand take their time on a busy machine.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{packages,apps}/*/src/**/*.itest.ts', 'scripts/**/*.itest.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          retry: 1,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['apps/web/e2e/**/*.spec.ts'],
          globalSetup: ['apps/web/e2e/share-stack.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          retry: 1,
        },
      },
    ],
  },
})
