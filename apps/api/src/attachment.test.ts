import { expect, test } from 'vitest'
import { nameAttachment } from './attachment.ts'

test('keeps a plain name', () => {
  expect(nameAttachment('run 1.fit')).toBe(`attachment; filename="run 1.fit"; filename*=UTF-8''run%201.fit`)
})

test('Korean names go in UTF-8, beside a plain one', () => {
  expect(nameAttachment('한강 (아침).fit')).toBe(
    `attachment; filename="__ (__).fit"; filename*=UTF-8''%ED%95%9C%EA%B0%95%20%28%EC%95%84%EC%B9%A8%29.fit`,
  )
})

test('nothing of a name leaves the header or the folder', () => {
  expect(nameAttachment('../../a"b\r\nX-Evil: 1\\c.fit')).toBe(`attachment; filename="c.fit"; filename*=UTF-8''c.fit`)
  expect(nameAttachment('a"\r\nX: 1.fit')).toBe(`attachment; filename="a_X: 1.fit"; filename*=UTF-8''a%22X%3A%201.fit`)
  expect(nameAttachment('\ud800.fit')).toContain('filename="_.fit"')
  expect(nameAttachment('')).toContain('filename="activity"')
})
