import type { LegSport, Purpose } from './planned.ts'
import type { Random } from './random.ts'
import { covering, lasting, repeat, type Step } from './step.ts'

export interface Workout {
  steps: Step[]
  /** As the athlete would call it. */
  name: string
}

/** The steps of one session of about `minutes`. Races take the time they take. */
export function workoutFor(purpose: Exclude<Purpose, 'triathlon'>, minutes: number, random: Random): Workout {
  switch (purpose) {
    case 'easy_run':
      return { name: '이지 런', steps: [lasting('active', random.between(0.74, 0.79), minutes)] }
    case 'recovery_run':
      return { name: '회복 조깅', steps: [lasting('active', random.between(0.68, 0.72), minutes)] }
    case 'long_run':
      return { name: '롱런', steps: [lasting('active', random.between(0.75, 0.79), minutes)] }
    case 'progressive_run':
      return {
        name: '빌드업 롱런',
        steps: [
          lasting('active', 0.75, minutes * 0.5),
          lasting('active', 0.82, minutes * 0.3),
          lasting('active', 0.9, minutes * 0.2),
        ],
      }
    case 'interval_run':
      return intervalRun(minutes, random)
    case 'threshold_run':
      return thresholdRun(minutes, random)
    case 'treadmill_run':
      return {
        name: '트레드밀',
        steps: [
          lasting('warmup', 0.7, 10),
          ...repeat(4, lasting('active', 0.92, 5), lasting('recovery', 0.7, 2)),
          lasting('cooldown', 0.7, Math.max(5, minutes - 36)),
        ],
      }
    case 'endurance_ride':
      return { name: '지구력 라이딩', steps: [lasting('active', random.between(0.64, 0.7), minutes)] }
    case 'long_ride':
      return { name: '장거리 라이딩', steps: [lasting('active', random.between(0.64, 0.7), minutes)] }
    case 'sweet_spot_ride':
      return {
        name: '스위트 스팟 3×12분',
        steps: [
          lasting('warmup', 0.55, 12),
          ...repeat(3, lasting('active', 0.9, 12), lasting('recovery', 0.5, 4)),
          lasting('cooldown', 0.5, Math.max(6, minutes - 56)),
        ],
      }
    case 'vo2_ride':
      return {
        name: 'VO2 5×3분',
        steps: [
          lasting('warmup', 0.58, 15),
          ...repeat(5, lasting('active', 1.13, 3), lasting('recovery', 0.45, 3)),
          lasting('cooldown', 0.5, Math.max(6, minutes - 42)),
        ],
      }
    case 'technique_swim':
      return techniqueSwim(minutes)
    case 'css_swim':
      return cssSwim(minutes, random)
    case 'open_water_swim':
      return { name: '호수 수영', steps: [lasting('active', random.between(0.86, 0.92), minutes)] }
    case 'strength':
      return { name: '근력 운동', steps: [lasting('active', 0.5, minutes)] }
    case 'ten_km':
      return { name: '10 km 대회', steps: [covering('active', random.between(1.0, 1.025), asRun(10_000))] }
    case 'half_marathon':
      return { name: '하프 마라톤 대회', steps: [covering('active', random.between(0.955, 0.975), asRun(21_097.5))] }
    case 'marathon':
      return {
        name: '마라톤 대회',
        steps: [
          covering('active', 0.905, 32_000),
          covering('active', random.between(0.855, 0.9), asRun(42_195) - 32_000),
        ],
      }
  }
}

/** A course is measured along its shortest line, which nobody runs. */
const asRun = (courseM: number): number => courseM * 1.004

function intervalRun(minutes: number, random: Random): Workout {
  const set = random.pick([
    { name: '인터벌 6×1000 m', times: 6, metres: 1_000, intensity: 1.05, pause: 2 },
    { name: '인터벌 10×400 m', times: 10, metres: 400, intensity: 1.13, pause: 1.25 },
    { name: '인터벌 5×1200 m', times: 5, metres: 1_200, intensity: 1.04, pause: 2.5 },
  ])
  return {
    name: set.name,
    steps: [
      lasting('warmup', 0.74, 15),
      ...repeat(set.times, covering('active', set.intensity, set.metres), lasting('recovery', 0.6, set.pause)),
      lasting('cooldown', 0.7, Math.max(8, minutes - 50)),
    ],
  }
}

function thresholdRun(minutes: number, random: Random): Workout {
  const times = random.pick([2, 3])
  const work = times === 2 ? 15 : 10
  return {
    name: `역치주 ${times}×${work}분`,
    steps: [
      lasting('warmup', 0.74, 14),
      ...repeat(times, lasting('active', 0.97, work), lasting('recovery', 0.68, 2.5)),
      lasting('cooldown', 0.7, Math.max(8, minutes - 52)),
    ],
  }
}

/** Swims are counted in metres; `minutes` only sets how many of the main set there are. */
function techniqueSwim(minutes: number): Workout {
  return {
    name: '수영 기술',
    steps: [
      covering('warmup', 0.82, 400),
      lasting('rest', 0, 0.5),
      ...repeat(8, covering('active', 0.8, 50), lasting('rest', 0, 0.35)),
      lasting('rest', 0, 1),
      ...repeat(Math.max(2, Math.round(minutes / 11)), covering('active', 0.9, 200), lasting('rest', 0, 0.5)),
      lasting('rest', 0, 0.5),
      covering('cooldown', 0.78, 200),
    ],
  }
}

function cssSwim(minutes: number, random: Random): Workout {
  const metres = random.pick([100, 200])
  const times = Math.max(4, Math.round(((minutes - 18) * 50) / metres))
  return {
    name: `수영 ${times}×${metres} m`,
    steps: [
      covering('warmup', 0.83, 400),
      lasting('rest', 0, 0.5),
      ...repeat(4, covering('active', 1.03, 50), lasting('rest', 0, 0.5)),
      lasting('rest', 0, 1),
      ...repeat(times, covering('active', metres === 100 ? 0.99 : 0.96, metres), lasting('rest', 0, metres / 400)),
      lasting('rest', 0, 0.5),
      covering('cooldown', 0.78, 200),
    ],
  }
}

/** Olympic distance: the legs of a triathlon, transitions between them. */
export const triathlonLegs = (random: Random) =>
  [
    { sport: 'open_water_swim', steps: [covering('active', random.between(0.92, 0.96), 1_500)] },
    { sport: 'transition', steps: [lasting('active', 0.2, random.between(2, 3.2))] },
    { sport: 'bike', steps: [covering('active', random.between(0.86, 0.91), 40_000)] },
    { sport: 'transition', steps: [lasting('active', 0.2, random.between(1.2, 2))] },
    { sport: 'run', steps: [covering('active', random.between(0.93, 0.96), 10_000)] },
  ] as const satisfies { sport: LegSport; steps: Step[] }[]
