export interface SwimLengthFigures {
  paceSPer100M: number
  speedMps: number
  swolf: number | null
  /** Distance per stroke, m. */
  distancePerStrokeM: number | null
  strokeRatePerMin: number | null
  /** m²/s per stroke. */
  strokeIndex: number | null
}

/**
 * One pool length: pace 100 · s/m, SWOLF = seconds + strokes, distance per stroke, stroke rate 60 n/s, stroke index =
 * speed × distance per stroke. A stroke is what the device counts: of watches the cycles of one arm, so that only
 * lengths of one pool, device and style compare, and SWOLF measures no efficiency. Raw: the push-off is not taken out.
 * Missing: null altogether without a length or time; without strokes (kick, drill) everything that counts them.
 * Source: Costill et al. 1985 (stroke index). Evidence C.
 */
export function swimLengthFigures(
  poolLengthM: number,
  durationS: number,
  strokes: number | null,
): SwimLengthFigures | null {
  if (!(poolLengthM > 0 && durationS > 0)) return null
  const speedMps = poolLengthM / durationS
  const paceSPer100M = 100 / speedMps
  if (strokes === null || !(strokes > 0)) {
    return { paceSPer100M, speedMps, swolf: null, distancePerStrokeM: null, strokeRatePerMin: null, strokeIndex: null }
  }
  const distancePerStrokeM = poolLengthM / strokes
  return {
    paceSPer100M,
    speedMps,
    swolf: durationS + strokes,
    distancePerStrokeM,
    strokeRatePerMin: (60 * strokes) / durationS,
    strokeIndex: speedMps * distancePerStrokeM,
  }
}
