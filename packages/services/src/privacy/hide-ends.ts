/** A circle on the ground. */
interface Circle {
  latDeg: number
  lonDeg: number
  radiusM: number
}

const METRES_PER_DEGREE = 111_320

function isInside({ latDeg, lonDeg, radiusM }: Circle, lat: number, lon: number): boolean {
  const north = (lat - latDeg) * METRES_PER_DEGREE
  const east = (lon - lonDeg) * METRES_PER_DEGREE * Math.cos((latDeg * Math.PI) / 180)
  return north * north + east * east <= radiusM * radiusM
}

/**
 * Which stretch [from, to) of a track may be drawn: it begins where the track first leaves the circles and ends where it last
 * enters them. Passing by in between shows nobody's door. Places that are not known (NaN) belong to what is around them.
 */
export function visibleStretch(
  latDeg: ArrayLike<number>,
  lonDeg: ArrayLike<number>,
  circles: readonly Circle[],
): [number, number] {
  const n = latDeg.length
  if (circles.length === 0) return [0, n]
  const isHidden = (i: number): boolean => {
    const [lat, lon] = [latDeg[i] as number, lonDeg[i] as number]
    return Number.isNaN(lat) || Number.isNaN(lon) || circles.some((circle) => isInside(circle, lat, lon))
  }
  let [from, to] = [0, n]
  while (from < to && isHidden(from)) from++
  while (to > from && isHidden(to - 1)) to--
  return [from, to]
}
