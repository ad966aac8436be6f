import { expect, test } from 'vitest'
import { splitAnswer } from './read-answer.ts'

const range = { from: '2026-11-01', to: '2026-11-03' }
const row = (date: string, name = 'calendarDate') => ({ [name]: date, values: { overallStressLevel: 30 } })

test('rows lie under their days, the last of a day counts, other days are left out', () => {
  const rows = [row('2026-11-01'), row('2026-11-03'), { ...row('2026-11-03'), last: true }, row('2026-10-31')]
  expect(splitAnswer('stress', rows, range)).toEqual([
    { date: '2026-11-01', payload: rows[0] },
    { date: '2026-11-03', payload: rows[2] },
  ])
})

test('nothing is no change, a day that has got another name is one', () => {
  expect(splitAnswer('stress', [], range)).toEqual([])
  expect(splitAnswer('stress', null, range)).toEqual([])
  expect(splitAnswer('stress', [row('2026-11-01', 'calendarDateV2')], range)).toBeNull()
})
