import { expect, test } from 'vitest'
import { readWords } from './read-words.ts'

test('paragraphs, lists and bold are read; the rest is what it says', () => {
  expect(readWords('이번 주는 **가볍게** 가요.\n둘째 줄\n\n- 하나\n- **둘**\n끝')).toEqual([
    {
      kind: 'text',
      lines: [
        [
          { text: '이번 주는 ', isBold: false },
          { text: '가볍게', isBold: true },
          { text: ' 가요.', isBold: false },
        ],
        [{ text: '둘째 줄', isBold: false }],
      ],
    },
    { kind: 'list', items: [[{ text: '하나', isBold: false }], [{ text: '둘', isBold: true }]] },
    { kind: 'text', lines: [[{ text: '끝', isBold: false }]] },
  ])
  expect(readWords('<img src=x> [a](https://evil.example) ![](x)')).toEqual([
    { kind: 'text', lines: [[{ text: '<img src=x> [a](https://evil.example) ![](x)', isBold: false }]] },
  ])
})
