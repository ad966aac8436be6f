import { expect, test } from 'vitest'
import { csvLine } from './csv-line.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+82 10', "'+82 10"],
  ['-5 °C', "'-5 °C"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  [-5, '-5'],
  [-0.25, '-0.25'],
  [true, 'true'],
  [null, ''],
  ['', '""'],
  ['a=1', 'a=1'],
  ['그는 "달렸다", 또', '"그는 ""달렸다"", 또"'],
  ['two\nlines', '"two\nlines"'],
  [[-1, 2], '"[-1,2]"'],
  [{ a: '=1' }, '"{""a"":""=1""}"'],
])('%j is %s', (value, cell) => {
  expect(csvLine([value])).toBe(`${cell}\r\n`)
})
