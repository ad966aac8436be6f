import { expect, test } from 'vitest'
import { decodePolyline, encodePolyline } from './polyline.ts'

test('the example of the format comes out as its author wrote it', () => {
  expect(encodePolyline([-120.2, 38.5, -120.95, 40.7, -126.453, 43.252])).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@')
})

test('a track comes back to the metre, across the date line and the equator as well', () => {
  const track = [126.97796, 37.56654, 179.99999, -0.00001, -179.99999, 0.00001, -0.5, -89.99999, -0.5, 90]
  expect([...decodePolyline(encodePolyline(track))]).toEqual(track)
})

test('nothing from nothing', () => {
  expect(encodePolyline([])).toBe('')
  expect([...decodePolyline('')]).toEqual([])
})
