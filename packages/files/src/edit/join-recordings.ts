import type { Recording, SampleColumns, Session } from '@rc/domain'
import { joinSamples } from '../samples.ts'
import { sportOfSessions } from '../sports.ts'

/**
 * Two recordings as one, whichever was first; what lies between them is a pause. Distances go on counting. Of the same sport
 * they are one session whose totals add up, of two they stay a session each.
 */
export function joinRecordings(a: Recording, b: Recording): Recording {
  const [first, second] = a.startTimeS <= b.startTimeS ? [a, b] : [b, a]
  const covered = farthestOf(first.samples)
  const onwards = goOn(second.samples, covered)
  const gap: [number, number][] = second.startTimeS > first.endTimeS ? [[first.endTimeS, second.startTimeS]] : []
  const sessions = joinSessions(first, second)
  const developer = joinSamples(
    [first, second].map(({ samples, developer: channels = {} }) => ({ ...samples, channels })),
  )
  return {
    ...a,
    startTimeS: first.startTimeS,
    endTimeS: Math.max(first.endTimeS, second.endTimeS),
    sport: sportOfSessions(sessions.map(({ sport }) => sport)),
    sessions,
    laps: [...first.laps, ...second.laps],
    lengths: [...first.lengths, ...second.lengths],
    events: [...first.events, ...second.events],
    pauses: [...first.pauses, ...gap, ...second.pauses],
    samples: joinSamples([first.samples, onwards]),
    ...(Object.keys(developer.channels).length > 0 ? { developer: developer.channels } : {}),
    rrMs: Float64Array.from([...first.rrMs, ...second.rrMs]),
    flags: [...new Set([...first.flags, ...second.flags])],
  }
}

const farthestOf = ({ channels: { distanceM } }: SampleColumns): number =>
  (distanceM ?? new Float64Array()).reduce((far, metres) => (metres > far ? metres : far), 0)

function goOn(samples: SampleColumns, fromM: number): SampleColumns {
  const { distanceM } = samples.channels
  if (!distanceM) return samples
  return { ...samples, channels: { ...samples.channels, distanceM: distanceM.map((metres) => metres + fromM) } }
}

function joinSessions(first: Recording, second: Recording): Session[] {
  const [one, other] = [first.sessions[0], second.sessions[0]]
  const isOneSport = first.sessions.length === 1 && second.sessions.length === 1 && one!.sport === other!.sport
  return isOneSport
    ? [addSessions(one!, other!, second.endTimeS - first.startTimeS)]
    : [...first.sessions, ...second.sessions]
}

/** Sums of what both say, or of the one that does; means weigh by time. */
function addSessions(a: Session, b: Session, elapsedS: number): Session {
  const sum = (key: 'timerS' | 'distanceM' | 'ascentM' | 'descentM' | 'caloriesKcal' | 'numLaps' | 'numLengths') =>
    a[key] === null && b[key] === null ? null : (a[key] ?? 0) + (b[key] ?? 0)
  const most = (key: 'maxHrBpm' | 'maxPowerW' | 'maxSpeedMps') =>
    a[key] === null ? b[key] : b[key] === null ? a[key] : Math.max(a[key], b[key])
  const mean = (key: 'avgHrBpm' | 'avgPowerW' | 'avgCadenceRpm') => {
    const known = [a, b].filter((each) => each[key] !== null && each.timerS)
    const weight = known.reduce((total, each) => total + each.timerS!, 0)
    return weight === 0 ? null : known.reduce((total, each) => total + each[key]! * each.timerS!, 0) / weight
  }
  const [timerS, distanceM] = [sum('timerS'), sum('distanceM')]
  return {
    ...a,
    timestampS: b.timestampS,
    elapsedS,
    timerS,
    distanceM,
    avgHrBpm: mean('avgHrBpm'),
    maxHrBpm: most('maxHrBpm'),
    avgPowerW: mean('avgPowerW'),
    maxPowerW: most('maxPowerW'),
    avgSpeedMps: distanceM !== null && timerS ? distanceM / timerS : null,
    maxSpeedMps: most('maxSpeedMps'),
    avgCadenceRpm: mean('avgCadenceRpm'),
    ascentM: sum('ascentM'),
    descentM: sum('descentM'),
    caloriesKcal: sum('caloriesKcal'),
    numLaps: sum('numLaps'),
    numLengths: sum('numLengths'),
  }
}
