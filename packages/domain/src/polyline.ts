/** Hundred-thousandths of a degree: about a metre. */
const SCALE = 1e5

/**
 * A track [lon, lat, lon, lat …] in degrees as text of about four characters a point: Google's encoded polyline with
 * five decimals (latitude first, differences, zigzag, six bits a character).
 */
export function encodePolyline(track: readonly number[]): string {
  let text = ''
  let [lastLat, lastLon] = [0, 0]
  for (let i = 0; i + 1 < track.length; i += 2) {
    const [lon, lat] = [Math.round(track[i]! * SCALE), Math.round(track[i + 1]! * SCALE)]
    text += encodeNumber(lat - lastLat) + encodeNumber(lon - lastLon)
    ;[lastLat, lastLon] = [lat, lon]
  }
  return text
}

function encodeNumber(value: number): string {
  let rest = value < 0 ? ~(value << 1) : value << 1
  let text = ''
  for (; rest >= 0x20; rest >>= 5) text += String.fromCharCode((0x20 | (rest & 0x1f)) + 63)
  return text + String.fromCharCode(rest + 63)
}

/** The track [lon, lat, lon, lat …] of an encoded polyline. */
export function decodePolyline(text: string): Float64Array {
  const track: number[] = []
  let [lat, lon, at] = [0, 0, 0]
  const next = (): number => {
    let [bits, shift, sixth] = [0, 0, 0x20]
    for (; sixth >= 0x20; shift += 5) {
      sixth = text.charCodeAt(at++) - 63
      bits |= (sixth & 0x1f) << shift
    }
    return bits & 1 ? ~(bits >> 1) : bits >> 1
  }
  while (at < text.length) {
    lat += next()
    lon += next()
    track.push(lon / SCALE, lat / SCALE)
  }
  return Float64Array.from(track)
}
