import { expect, test } from 'vitest'
import { writeCell } from './export-activities.ts'

test.each([
  [null, ''],
  [-3.5, '-3.5'],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['-1+1', "'-1+1"],
  ['@sum', "'@sum"],
  ['한강, 아침', '"한강, 아침"'],
  ['두\n줄', '"두\n줄"'],
])('%j becomes %s', (value, cell) => {
  expect(writeCell(value)).toBe(cell)
})
