import { expect, test } from 'vitest'
import { collectHandlers } from './handlers.ts'
import { aiHandlers } from './handlers/ai.ts'
import { garminHandlers } from './handlers/garmin.ts'
import { importHandlers } from './handlers/import.ts'
import { ownHandlers } from './handlers/own.ts'

test('every declared kind of work has one handler', () => {
  expect(() => collectHandlers(importHandlers, garminHandlers, aiHandlers, ownHandlers)).not.toThrow()
})

test('start-up fails when one is missing, is there twice or serves nothing', () => {
  expect(() => collectHandlers(importHandlers)).toThrow('nobody does own.raw.reparse')
  expect(() => collectHandlers(importHandlers, ownHandlers, ownHandlers)).toThrow('two do own.daily.recompute')
  expect(() => collectHandlers(importHandlers, ownHandlers, { 'own.tea.make': {} } as never)).toThrow(
    'own.tea.make is not declared',
  )
})
