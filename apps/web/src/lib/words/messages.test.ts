import { globSync, readFileSync } from 'node:fs'
import { activityMetrics, dayMetrics } from '@rc/analytics'
import { planRules } from '@rc/planning'
import { describe, expect, test } from 'vitest'
import { jobKinds } from '../../../../../packages/jobs/src/kinds.ts'

type Messages = Record<string, string | { match: Record<string, string> }[]>
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')
const ko = JSON.parse(read('../../../messages/ko.json')) as Messages
const en = JSON.parse(read('../../../messages/en.json')) as Messages

const textsOf = (message: Messages[string] | undefined): string[] =>
  typeof message === 'string' ? [message] : (message ?? []).flatMap(({ match }) => Object.values(match))
const holesOf = (message: Messages[string] | undefined): string[] =>
  [
    ...new Set(textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string))),
  ].sort()

describe('both languages say everything', () => {
  test('the same keys', () => expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort()))

  test('none is empty', () => {
    const empty = Object.keys(ko).filter((key) =>
      [ko[key], en[key]].some((text) => textsOf(text).some((each) => each.trim() === '')),
    )
    expect(empty).toEqual([])
  })

  test('the same values in them', () => {
    // A language may leave out what it does not need, such as the count of a plural.
    const within = (some: string[], all: string[]): boolean => some.every((hole) => all.includes(hole))
    const different = Object.keys(ko).filter((key) => {
      const [korean, english] = [holesOf(ko[key]), holesOf(en[key])]
      return !within(korean, english) && !within(english, korean)
    })
    expect(different).toEqual([])
  })

  test('English leaves no Korean in place', () => {
    const left = Object.keys(en).filter((key) => textsOf(en[key]).some((text) => /[가-힣]/.test(text)))
    expect(left).toEqual([])
  })
})

describe('Korean reads as it is spoken', () => {
  const lines = Object.entries(ko).flatMap(([key, message]) => textsOf(message).map((text) => `${key}: ${text}`))
  const particle = '(?:은|는|이|가|을|를|과|와|로|으로|이에요|예요|이었어요|였어요|이나|나|이라|라|이고|고)'

  test('what follows a value is chosen by how the value ends', () => {
    const bare = new RegExp(String.raw`\}[’*"]*${particle}(?![가-힣])`)
    expect(lines.filter((line) => bare.test(line) && !line.startsWith('formula_'))).toEqual([])
  })

  test('where a particle is left open it is chosen', () => {
    const open = Object.keys(ko).filter((key) => textsOf(ko[key]).some((text) => /\[[가-힣]+\/[가-힣]+\]/.test(text)))
    const sources = globSync('{lib,routes}/**/*.{ts,svelte}', { cwd: new URL('../../', import.meta.url) })
      .filter((file) => !file.includes('paraglide'))
      .map((file) => [file, read(`../../${file}`)] as const)
    const bare = open.flatMap((key) =>
      sources.flatMap(([file, text]) =>
        new RegExp(String.raw`\bm\.${key}\b`).test(text) && !text.includes('withParticles')
          ? [`${key} in ${file}`]
          : [],
      ),
    )
    expect(bare).toEqual([])
  })

  test('nobody is addressed from above, nobody is shouted at', () =>
    expect(lines.filter((line) => /당신|귀하|고객님|!/.test(line))).toEqual([]))
})

test('a day in brackets and what follows it stay on one line', () => {
  const torn = Object.keys(ko).filter((key) => textsOf(ko[key]).some((text) => /\{date\}[가-힣]/.test(text)))
  expect(torn).toEqual([])
})

test('a figure and its unit stay on one line, in both languages', () => {
  const apart = /[\d}] (?:km|kg|m|ms|bpm|W|MB|%)(?![A-Za-z])/
  const broken = [ko, en].flatMap((all) =>
    Object.keys(all).filter((key) => !key.startsWith('formula_') && textsOf(all[key]).some((text) => apart.test(text))),
  )
  expect(broken).toEqual([])
})

test('every message is said somewhere', () => {
  const said = globSync('{lib,routes}/**/*.{ts,svelte}', { cwd: new URL('../../', import.meta.url) })
    .filter((file) => !file.includes('paraglide'))
    .map((file) => read(`../../${file}`))
    .join('\n')
  const words = new Set(said.match(/\w+/g))
  // The rules of the planner name their own; see below.
  expect(Object.keys(ko).filter((key) => !words.has(key) && !key.startsWith('plan_rule_'))).toEqual([])
})

// Error codes, flags, sports and thresholds are held by types; what is registered at run time is held here.
describe('everything that is registered has words', () => {
  test.each([...activityMetrics, ...dayMetrics].map(({ id }) => id))('metric %s', (id) => {
    expect(Object.keys(ko)).toEqual(expect.arrayContaining([`metric_${id}`, `metric_how_${id}`]))
    expect(read('./metrics.ts')).toContain(`\n  ${id}: {`)
  })

  test.each(planRules.map(({ message }) => message))('%s', (message) =>
    expect([typeof ko[message], typeof en[message]]).toEqual(['string', 'string']),
  )

  test.each(Object.keys(jobKinds))('job %s', (kind) => expect(read('./jobs.ts')).toContain(`'${kind}': m.`))
})
