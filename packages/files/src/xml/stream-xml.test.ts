import { describe, expect, test } from 'vitest'
import { limits } from '../limits.ts'
import { streamXml } from './stream-xml.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function read(bytes: Uint8Array) {
  const seen: string[] = []
  const problem = streamXml(bytes, {
    open: (name, attributes) =>
      seen.push(
        `<${name}${Object.entries(attributes)
          .map(([k, v]) => ` ${k}=${v}`)
          .join('')}`,
      ),
    close: (name, text, parent) => seen.push(`${parent}/${name}=${text.slice(0, 100)}`),
  })
  return { seen, problem }
}

test('names lose their prefix, texts and parents are told', () => {
  expect(read(bytesOf('<?xml version="1.0"?><a:gpx v="1"><b>x &amp; y</b><c><![CDATA[<z>]]></c></a:gpx>'))).toEqual({
    seen: ['<gpx v=1', '<b', 'gpx/b=x & y', '<c', 'gpx/c=<z>', '/gpx='],
    problem: null,
  })
})

test('a bare ampersand stands for itself', () => {
  expect(read(bytesOf('<a>Tom & Jerry</a>'))).toEqual({ seen: ['<a', '/a=Tom & Jerry'], problem: null })
})

test.each([
  ['a byte order mark', [0xef, 0xbb, 0xbf, ...bytesOf('<?xml version="1.0"?><a>가</a>')]],
  ['white space before the declaration', [...bytesOf(' \r\n\t<?xml version="1.0"?><a>가</a>')]],
  ['EUC-KR', [...bytesOf('<?xml version="1.0" encoding="EUC-KR"?><a>'), 0xb0, 0xa1, ...bytesOf('</a>')]],
  ['UTF-16', [0xff, 0xfe, ...Buffer.from('<a>가</a>', 'utf16le')]],
])('%s', (_, bytes) => {
  expect(read(Uint8Array.from(bytes)).seen).toEqual(['<a', '/a=가'])
})

describe('attacks', () => {
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')

  test.each<[string, string, string | null]>([
    ['a document type alone is allowed', '<!DOCTYPE gpx [<!ELEMENT gpx ANY>]><gpx></gpx>', null],
    ['billion laughs', `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l9;</a>`, 'xml_entity'],
    ['an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml_entity'],
    [
      'an external parameter entity',
      '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]><a>&passwd;</a>',
      'xml_entity',
    ],
    [
      'quadratic blow-up',
      `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(50_000)}">]><a>${'&x;'.repeat(1000)}</a>`,
      'xml_entity',
    ],
    ['200 000 levels', nested(200_000), 'xml_too_deep'],
    ['an attribute of 60 MB', `<a b="${'x'.repeat(60_000_000)}"/>`, 'xml_malformed'],
    ['a text of 60 MB', `<a>${'x'.repeat(60_000_000)}</a>`, 'xml_too_large'],
    ['a tag that never ends', `<a ${'b '.repeat(100_000)}`, 'xml_malformed'],
    ['a cut document', '<a><b>text</b><c>', 'xml_malformed'],
  ])('%s', (_, document, problem) => {
    const startedAt = performance.now()
    const result = read(bytesOf(document))
    expect(result.problem).toBe(problem)
    expect(result.seen.join()).not.toContain('root:')
    expect(result.seen.length).toBeLessThanOrEqual(limits.xmlDepth + 2)
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})
