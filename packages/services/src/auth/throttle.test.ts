import { expect, test } from 'vitest'
import { createThrottle } from './throttle.ts'

const at = (s: number) => new Date(s * 1000)

test('lets the free tries through, then doubles the wait up to the longest', () => {
  const throttle = createThrottle({ freeTries: 3, longestWaitS: 4 })
  for (const s of [0, 1, 2]) {
    throttle.check('a', at(s))
    throttle.fail('a', at(s))
  }
  expect(() => throttle.check('a', at(2.5))).toThrow('too many tries')
  throttle.check('a', at(3))
  throttle.fail('a', at(3))
  expect(() => throttle.check('a', at(4.9))).toThrow('too many tries')
  throttle.fail('a', at(5))
  throttle.fail('a', at(9))
  throttle.check('a', at(13))
})

test('keeps keys apart, forgives on success and after a quiet hour', () => {
  const throttle = createThrottle({ freeTries: 1, longestWaitS: 900 })
  throttle.fail('a', at(0))
  throttle.check('b', at(0))
  throttle.forgive('a')
  throttle.check('a', at(0))
  for (let i = 0; i < 12; i++) throttle.fail('b', at(i))
  expect(() => throttle.check('b', at(800))).toThrow('too many tries')
  throttle.fail('b', at(4000))
  throttle.check('b', at(4001))
})
