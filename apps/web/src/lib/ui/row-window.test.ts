import { expect, test } from 'vitest'
import { offsetsOf, rowAt, rowsInSight } from './row-window.ts'

const offsets = offsetsOf([30, 60, 60, 30, 60])

test('rows begin where those before them end', () => {
  expect([...offsets]).toEqual([0, 30, 90, 150, 180, 240])
  expect([...offsetsOf([])]).toEqual([0])
})

test.each([
  [-5, 0],
  [0, 0],
  [29, 0],
  [30, 1],
  [149, 2],
  [240, 4],
  [9_999, 4],
])('at %i px lies row %i', (px, row) => expect(rowAt(offsets, px)).toBe(row))

test('only what is in sight is there', () => {
  expect(rowsInSight(offsets, 40, 60, 0)).toEqual([1, 3])
  expect(rowsInSight(offsets, 40, 60, 50)).toEqual([0, 4])
  expect(rowsInSight(offsetsOf([]), 0, 800, 100)).toEqual([0, 0])
  const many = offsetsOf(Array.from({ length: 10_000 }, () => 60))
  const [from, to] = rowsInSight(many, 300_000, 844, 600)
  expect(to - from).toBeLessThan(40)
})
