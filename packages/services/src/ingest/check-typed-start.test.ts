import { AppError } from '@rc/domain'
import { expect, test } from 'vitest'
import { checkTypedStart } from './check-typed-start.ts'

const now = new Date('2026-11-21T09:00:00Z')

test.each(['1950-01-01T00:00:00Z', '2026-11-21T09:00:00Z', '2026-11-22T08:59:00Z'])('%s may be meant', (start) => {
  expect(() => checkTypedStart(new Date(start), now)).not.toThrow()
})

test.each(['0001-01-01T00:00:00Z', '1912-01-17T04:18:56Z', '2026-11-22T09:01:00Z', '2067-10-26T07:11:20Z'])(
  '%s is refused',
  (start) => {
    expect(() => checkTypedStart(new Date(start), now)).toThrow(AppError)
  },
)
