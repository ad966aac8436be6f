export { diceOf } from './dice.ts'
export { mutants } from './mutants.ts'
export { simulateAthlete } from './simulate-athlete.ts'
