import { deflateRawSync } from 'node:zlib'
import { packZip } from '../../zip.ts'
import { json, notFound, type Answer } from '../http/answer.ts'
import type { FaultKind } from './fault.ts'

const zipAnswer = (id: number, bytes: Uint8Array): Answer => ({
  status: 200,
  headers: {
    'content-type': 'application/x-zip-compressed',
    'content-disposition': `attachment; filename="${id}.zip"`,
  },
  body: bytes,
})

/** The original of an activity, or what a fault makes of it. */
export function answerFile(id: number, fit: Uint8Array, fault: FaultKind<'file'> | null): Answer {
  const name = `${id}_ACTIVITY.fit`
  switch (fault) {
    case null:
      return zipAnswer(id, packZip([{ name, bytes: fit }]))
    case 'zip_cut': {
      const zip = packZip([{ name, bytes: fit }])
      return zipAnswer(id, zip.subarray(0, Math.floor(zip.length * 0.6)))
    }
    case 'zip_empty':
      return zipAnswer(id, packZip([]))
    case 'zip_two':
      return zipAnswer(
        id,
        packZip([
          { name, bytes: fit },
          { name: `${id}_ACTIVITY_2.fit`, bytes: fit },
        ]),
      )
    case 'zip_wrong_name':
      return zipAnswer(id, packZip([{ name: 'activity', bytes: fit }]))
    case 'zip_tcx':
      return zipAnswer(id, packZip([{ name: `${id}.tcx`, bytes: Buffer.from(oldTcx) }]))
    case 'zip_gpx':
      return zipAnswer(id, packZip([{ name: `${id}.gpx`, bytes: Buffer.from(oldGpx) }]))
    case 'zip_bomb':
      return zipAnswer(id, packBomb(name))
    case 'fit_crc': {
      const damaged = Uint8Array.from(fit)
      damaged[damaged.length - 1]! ^= 0xff
      return zipAnswer(id, packZip([{ name, bytes: damaged }]))
    }
    case 'file_404':
      return notFound()
    case 'file_403':
      return json(
        { message: 'Only owner of activity allowed to access this operation', error: 'UnauthorizedException' },
        403,
      )
  }
}

/** An upload from the time before FIT; a dead clock gives the day on which such watches begin to count. */
const oldTcx = `<?xml version="1.0" encoding="UTF-8"?>
<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities><Activity Sport="Running"><Id>1989-12-31T00:00:00.000Z</Id><Lap StartTime="1989-12-31T00:00:00.000Z"><TotalTimeSeconds>60</TotalTimeSeconds><DistanceMeters>200</DistanceMeters><Track><Trackpoint><Time>1989-12-31T00:00:00.000Z</Time><DistanceMeters>0</DistanceMeters></Trackpoint><Trackpoint><Time>1989-12-31T00:01:00.000Z</Time><DistanceMeters>200</DistanceMeters></Trackpoint></Track></Lap></Activity></Activities></TrainingCenterDatabase>
`
const oldGpx = `<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="synthetic" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>old</name><trkseg><trkpt lat="37.52" lon="127.08"><time>2026-03-01T06:00:00Z</time></trkpt><trkpt lat="37.521" lon="127.08"><time>2026-03-01T06:01:00Z</time></trkpt></trkseg></trk></gpx>
`

/** Half a gigabyte of nothing in half a megabyte. */
function packBomb(name: string): Uint8Array {
  const size = 512 * 1024 * 1024
  const block = deflateRawSync(Buffer.alloc(1024 * 1024), { level: 9, finishFlush: 2 })
  const last = deflateRawSync(Buffer.alloc(0), { level: 9 })
  const content = Buffer.concat([...Array.from({ length: size / (1024 * 1024) }, () => block), last])
  // Stored by `packZip`, then declared as deflated: method 8 in both headers, true sizes in the directory.
  const zip = Buffer.from(packZip([{ name, bytes: content }]))
  zip.writeUInt16LE(8, 8)
  zip.writeUInt32LE(size, 22)
  const directory = zip.readUInt32LE(zip.length - 6)
  zip.writeUInt16LE(8, directory + 10)
  zip.writeUInt32LE(size, directory + 24)
  return zip
}
