import type { Channel } from '@rc/domain'
import type { Body } from './body.ts'
import type { LegSport } from './planned.ts'
import { createDrift, type Random } from './random.ts'

/** One second of movement. */
export interface Motion {
  speedMps: number
  /** Effort as the heart feels it, a share of threshold. */
  effort: number
  cadenceRpm: number
  /** Null where nothing measures it. */
  powerW: number | null
  /** How the foot meets the ground; null without a strap that feels it. */
  dynamics: [Channel, number][] | null
}

/** Moves for one second at the wanted intensity on the given slope. */
export type Mover = (intensity: number, grade: number) => Motion

export function createMover(sport: LegSport, body: Body, withDynamics: boolean, random: Random): Mover {
  switch (sport) {
    case 'bike':
      return ridingMover(body, random, true)
    case 'indoor_bike':
      return ridingMover(body, random, false)
    case 'open_water_swim':
      return swimmingMover(body, random)
    case 'transition':
      return hastyMover(body, random)
    case 'run':
    case 'trail_run':
    case 'treadmill_run':
    case 'pool_swim':
    case 'strength':
      return runningMover(body, random, withDynamics)
  }
}

/** Speed gives way to the slope so that effort stays; cadence and stride follow speed. */
function runningMover(body: Body, random: Random, withDynamics: boolean): Mover {
  const unevenness = createDrift(random, 0.95)
  const form = createDrift(random, 0.995)
  let speedMps = 0
  return (intensity, grade) => {
    const wanted = (intensity * body.thresholdSpeedMps) / Math.min(1.45, Math.max(0.88, 1 + 3.2 * grade))
    speedMps += (wanted * (1 + 0.025 * unevenness()) - speedMps) / 4
    const cadenceRpm = 69.5 + 5.2 * speedMps + 0.6 * form()
    const effort = intensity * (1 + 0.02 * unevenness())
    if (!withDynamics) return { speedMps, effort, cadenceRpm, powerW: null, dynamics: null }
    const stepLengthMm = (speedMps / (2 * cadenceRpm)) * 60_000
    const verticalOscillationMm = 92 - 3 * (speedMps - 3) + 1.5 * form()
    const dynamics: Motion['dynamics'] = [
      ['stepLengthMm', stepLengthMm],
      ['verticalOscillationMm', verticalOscillationMm],
      ['stanceTimeMs', 262 - 32 * (speedMps - 3) + 3 * form()],
      ['stanceBalancePct', 49.8 + 0.35 * form()],
      ['verticalRatioPct', (100 * verticalOscillationMm) / stepLengthMm],
    ]
    return { speedMps, effort, cadenceRpm, powerW: null, dynamics }
  }
}

const airDensity = 1.2
const dragArea = 0.34
const rollingResistance = 0.0055
const bikeKg = 8.5

/** Power comes from the legs, speed from power, slope and air. Outdoors the legs rest on steep descents. */
function ridingMover(body: Body, random: Random, outdoors: boolean): Mover {
  const unevenness = createDrift(random, outdoors ? 0.9 : 0.7)
  const legs = createDrift(random, 0.98)
  const massKg = body.massKg + bikeKg
  let speedMps = 3
  return (intensity, grade) => {
    const coasting = outdoors && grade < -0.035 && speedMps > 7
    const climbing = outdoors ? Math.min(0.25, Math.max(-0.3, 4 * grade)) : 0
    const powerW = coasting
      ? 0
      : Math.max(0, body.ftpW * intensity * (1 + climbing) * (1 + (outdoors ? 0.12 : 0.03) * unevenness()))
    const resistance = 0.5 * airDensity * dragArea * speedMps ** 2 + massKg * 9.81 * (rollingResistance + grade)
    speedMps = Math.min(17, Math.max(1.5, speedMps + ((powerW * 0.97) / speedMps - resistance) / massKg))
    const cadenceRpm = coasting ? 0 : 87 + 2.5 * legs() - (grade > 0.03 ? 9 : 0)
    return { speedMps, effort: (0.94 * powerW) / body.ftpW, cadenceRpm, powerW, dynamics: null }
  }
}

function swimmingMover(body: Body, random: Random): Mover {
  const unevenness = createDrift(random, 0.97)
  return (intensity) => {
    const speedMps = body.cssMps * intensity * (1 + 0.03 * unevenness())
    return { speedMps, effort: intensity, cadenceRpm: 26 + 6 * intensity + unevenness(), powerW: null, dynamics: null }
  }
}

/** Shoes, helmet, number: hardly any way, but the heart keeps going. */
function hastyMover(body: Body, random: Random): Mover {
  const unevenness = createDrift(random, 0.9)
  return (intensity) => {
    const speedMps = body.thresholdSpeedMps * intensity * (1 + 0.2 * unevenness())
    return { speedMps: Math.max(0.1, speedMps), effort: 0.7, cadenceRpm: 40, powerW: null, dynamics: null }
  }
}
