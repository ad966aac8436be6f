import type { AccountOptions } from './account.ts'

/** The two athletes of the demo: one makes a key of the Personal API, one logs in with a code by e-mail. */
export const demoAccounts = {
  haneul: {
    email: 'haneul@example.test',
    password: 'demo-haneul',
    seed: 1,
    fullName: '김하늘',
    // The same at every start, so that the appliance that keeps it finds it good.
    personalKey: 'GCDC_synthetic_haneul_0000000000000001',
  },
  bada: { email: 'bada@example.test', password: 'demo-bada', seed: 2, mfa: 'email', fullName: '이바다' },
} as const satisfies Record<string, Omit<AccountOptions, 'years'>>
