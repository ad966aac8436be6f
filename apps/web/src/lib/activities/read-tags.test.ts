import { expect, test } from 'vitest'
import { readTags } from './read-tags.ts'

test('tags are parted by commas, each once, without their signs', () => {
  expect(readTags('대회, #한강 , 대회,, # 비, #')).toEqual(['대회', '한강', '비'])
  expect(readTags(' ')).toEqual([])
  expect(readTags('x'.repeat(60))[0]).toHaveLength(40)
  expect(readTags(Array.from({ length: 30 }, (_, i) => `t${i}`).join())).toHaveLength(20)
})
