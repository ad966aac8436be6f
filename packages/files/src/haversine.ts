const earthRadiusM = 6_371_000
const radians = Math.PI / 180

/** Great-circle metres between two positions in degrees, on a sphere of radius 6 371 km. */
export function haversineM(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const a =
    Math.sin(((lat2 - lat1) * radians) / 2) ** 2 +
    Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * Math.sin(((lon2 - lon1) * radians) / 2) ** 2
  return 2 * earthRadiusM * Math.asin(Math.sqrt(a))
}
