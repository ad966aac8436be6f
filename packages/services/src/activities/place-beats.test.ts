import { expect, test } from 'vitest'
import { placeBeats } from './place-beats.ts'

const beats = (n: number): number[] => Array.from({ length: n }, () => 1000)

test('on a clock without pauses one follows the other', () => {
  expect([...(placeBeats(beats(4), { timerS: 4, elapsedS: 4, pauses: [] }) ?? [])]).toEqual([1, 2, 3, 4])
})

test('a strap that was silent in the pauses goes on after them', () => {
  const timeS = placeBeats(beats(100), { timerS: 100, elapsedS: 130, pauses: [50, 80] })
  expect(timeS?.[49]).toBe(50)
  expect(timeS?.[50]).toBe(81)
  expect(timeS?.at(-1)).toBe(130)
})

test('one that went on is placed on the whole clock, and too few beats nowhere', () => {
  expect(placeBeats(beats(130), { timerS: 100, elapsedS: 130, pauses: [50, 80] })?.at(-1)).toBe(130)
  expect(placeBeats(beats(60), { timerS: 100, elapsedS: 130, pauses: [50, 80] })).toBeNull()
  expect(placeBeats([], { timerS: 0, elapsedS: 0, pauses: [] })).toBeNull()
})
