import { interpolate } from '#lib/charts/series.ts'
import { mercatorX, mercatorY, metresPerWorld } from '#lib/maps/mercator.ts'
import type { View } from '#lib/maps/view.ts'
import type { SampleModel } from '#lib/activities/sample-model.ts'

type Track = Pick<NonNullable<SampleModel['track']>, 'timeS' | 'latDeg' | 'lonDeg'>
type Place = [x: number, y: number]

export interface RouteView {
  /** Pixels of each point of the track. */
  places: Place[]
  placeAt: (timeS: number) => Place
  pxPerM: number
  /** The same place on the square of the world; within the reach of a run both projections agree. */
  world: View
}

const METRES_PER_DEGREE = 111_320

/** The track on plain ground, north up, as large as it fits; widths in the east shrink with the latitude. */
export function fitRoute(
  { timeS, latDeg, lonDeg }: Track,
  widthPx: number,
  heightPx: number,
  marginPx: number,
): RouteView {
  const [south, north] = extent(latDeg)
  const [west, east] = extent(lonDeg)
  const eastM = METRES_PER_DEGREE * Math.cos((((south + north) / 2) * Math.PI) / 180)
  const [wideM, highM] = [(east - west) * eastM, (north - south) * METRES_PER_DEGREE]
  // A frame narrower than its margins stands for a moment while the page is laid out.
  const roomPx = (sizePx: number) => Math.max(1, sizePx - 2 * marginPx)
  const pxPerM = Math.min(roomPx(widthPx) / Math.max(wideM, 1), roomPx(heightPx) / Math.max(highM, 1))
  const [left, top] = [(widthPx - wideM * pxPerM) / 2, (heightPx - highM * pxPerM) / 2]
  const x = lonDeg.map((lon) => left + (lon - west) * eastM * pxPerM)
  const y = latDeg.map((lat) => top + (north - lat) * METRES_PER_DEGREE * pxPerM)
  const middleY = mercatorY((south + north) / 2)
  return {
    world: { x: mercatorX((west + east) / 2), y: middleY, worldPx: pxPerM * metresPerWorld(middleY) },
    places: Array.from(x, (px, i) => [px, y[i] as number]),
    placeAt: (at) => [interpolate({ x: timeS, y: x }, at), interpolate({ x: timeS, y }, at)],
    pxPerM,
  }
}

function extent(values: Float64Array): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  )
}

/** Every how many kilometres a bead stands, so that they do not crowd. */
export function beadStep(totalM: number, most: number): number {
  return [1, 2, 5, 10, 20, 50, 100].find((km) => totalM / (km * 1000) <= most) ?? 200
}

export interface Stretch {
  zone: number | null
  from: number
  to: number
}

/** Stretches of one zone each; a visit shorter than `leastPoints` stays with what was before it. */
export function stretchesOf(zones: (number | null)[], leastPoints: number): Stretch[] {
  const stretches: Stretch[] = []
  zones.forEach((zone, i) => {
    const last = stretches.at(-1)
    if (last && last.zone === zone) last.to = i
    else if (last && last.to - last.from < leastPoints && stretches.length > 1) {
      stretches.pop()
      const before = stretches.at(-1) as Stretch
      before.to = i
      if (before.zone !== zone) stretches.push({ zone, from: i - 1, to: i })
    } else stretches.push({ zone, from: Math.max(0, i - 1), to: i })
  })
  return stretches
}
