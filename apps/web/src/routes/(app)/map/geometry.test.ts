import { encodePolyline } from '@rc/domain'
import { expect, test } from 'vitest'
import { fitBox, homeOf, lineOf, nearestLine, panBy, pxPerM, zoomAt } from './geometry.ts'

const line = (id: number, ...track: number[]) =>
  lineOf({ id, sport: 'run', name: null, localDate: '2026-11-01', distanceM: 1000, line: encodePolyline(track) })
const seoul = [line(1, 127, 37.5, 127.01, 37.51), line(2, 127.002, 37.5, 127.02, 37.5), line(3, 127, 37.49, 127, 37.5)]
const jeju = line(4, 126.5, 33.5, 126.6, 33.5)

test('the first look is at home, not at the one holiday', () => {
  const home = homeOf([jeju, ...seoul])
  expect(home.bottom).toBeCloseTo(seoul[2]!.box.bottom, 9)
  expect(home.bottom).toBeLessThan(jeju.box.top)
})

test('a box fits and lies in the middle', () => {
  const { box } = seoul[0]!
  const view = fitBox(box, 400, 300, 20)
  expect(view.x).toBeCloseTo((box.left + box.right) / 2, 12)
  expect(
    Math.max((box.right - box.left) * view.worldPx - 360, (box.bottom - box.top) * view.worldPx - 260),
  ).toBeCloseTo(0, 6)
})

test('a kilometre to the east is a kilometre of pixels', () => {
  const view = fitBox(seoul[1]!.box, 400, 300, 0)
  const metres = 0.018 * 111_320 * Math.cos((37.5 * Math.PI) / 180)
  expect(400 / pxPerM(view) / metres).toBeCloseTo(1, 2)
})

test('the place under the pointer stays there while the map comes nearer', () => {
  const view = fitBox(jeju.box, 400, 300, 20)
  const placeAt = (v: typeof view, dx: number, dy: number) => [v.x + dx / v.worldPx, v.y + dy / v.worldPx]
  const near = zoomAt(view, 2, [100, -50])
  expect(placeAt(near, 100, -50)[0]).toBeCloseTo(placeAt(view, 100, -50)[0]!, 12)
  expect(placeAt(near, 100, -50)[1]).toBeCloseTo(placeAt(view, 100, -50)[1]!, 12)
  expect(panBy(panBy(view, 30, -8), -30, 8)).toEqual(view)
})

test('the closest line is found, and none far from all', () => {
  const { x, y } = seoul[1]!
  expect(nearestLine([...seoul, jeju], x[1]! - 1e-7, y[1]! + 1e-8, 1e-6)?.id).toBe(2)
  expect(nearestLine(seoul, jeju.x[0]!, jeju.y[0]!, 1e-6)).toBeNull()
})
