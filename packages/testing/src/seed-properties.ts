import fc from 'fast-check'

/** The same cases in every run of the suite; another seed tries others: `RC_SEED=7 ./scripts/test --only unit`. */
fc.configureGlobal({ seed: Number(process.env.RC_SEED ?? 20_261_122) })
