const SAMPLES = 20_000

/** A run of five and a half hours, a sample each second, with a place and five channels: the most a chart has to carry. */
export function longRunTcx(endS: number): Uint8Array {
  const startS = Math.floor(endS) - SAMPLES
  const points = Array.from({ length: SAMPLES }, (_, i) => {
    const wave = (everyS: number) => Math.sin((i / everyS) * 2 * Math.PI)
    const speed = 3.1 + 0.3 * wave(400) + 0.1 * wave(37)
    return `<Trackpoint><Time>${new Date((startS + i) * 1000).toISOString()}</Time>
<Position><LatitudeDegrees>${(37.52 + 0.03 * wave(6000)).toFixed(7)}</LatitudeDegrees><LongitudeDegrees>${(126.93 + 0.06 * wave(9000)).toFixed(7)}</LongitudeDegrees></Position>
<AltitudeMeters>${(30 + 20 * wave(1500)).toFixed(1)}</AltitudeMeters><DistanceMeters>${(3.1 * i).toFixed(1)}</DistanceMeters>
<HeartRateBpm><Value>${Math.round(148 + 12 * wave(900) + 3 * wave(23))}</Value></HeartRateBpm>
<Extensions><TPX xmlns="http://www.garmin.com/xmlschemas/ActivityExtension/v2"><Speed>${speed.toFixed(3)}</Speed><RunCadence>${Math.round(86 + 3 * wave(51))}</RunCadence><Watts>${Math.round(240 + 40 * wave(300) + 15 * wave(13))}</Watts></TPX></Extensions></Trackpoint>`
  })
  const id = new Date(startS * 1000).toISOString()
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Running"><Id>${id}</Id>
<Lap StartTime="${id}"><TotalTimeSeconds>${SAMPLES}</TotalTimeSeconds><DistanceMeters>${(3.1 * SAMPLES).toFixed(1)}</DistanceMeters><Calories>0</Calories><Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>
<Track>${points.join('\n')}</Track></Lap></Activity></Activities></TrainingCenterDatabase>`)
}
