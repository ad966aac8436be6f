import { mkdirSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encodeFit } from '@rc/files'
import type { PlannedActivity } from '../../athlete/planned.ts'
import { recordActivity } from '../../athlete/record-activity.ts'
import { summariseLegs, type LegSummary, type ZoneFloors } from './leg-summary.ts'

export interface StoredFile {
  fit: Uint8Array
  legs: LegSummary[]
}

/** Recordings of activities, made when they are first asked for; kept in a folder if there is one. */
export interface FileStore {
  legs(owner: string, seed: number, activity: PlannedActivity): LegSummary[]
  fit(owner: string, seed: number, activity: PlannedActivity): Uint8Array
}

/** FIT files held in memory: about as many as a page of the list has rows. */
const heldFiles = 100

/** `owner` names whose recordings they are: the same seed trains otherwise when its history begins on another day. */
export function createFileStore(dir: string | null): FileStore {
  const legs = new Map<string, LegSummary[]>()
  const files = new Map<string, Uint8Array>()
  const hold = (key: string, fit: Uint8Array) => {
    files.set(key, fit)
    const oldest = files.size > heldFiles ? files.keys().next().value : undefined
    if (oldest !== undefined) files.delete(oldest)
    return fit
  }
  const pathOf = (key: string, end: string) => dir && join(dir, `${key}.${end}`)
  const make = (key: string, seed: number, activity: PlannedActivity): StoredFile => {
    const made = render(seed, activity)
    legs.set(key, made.legs)
    hold(key, made.fit)
    if (dir) {
      keep(pathOf(key, 'fit')!, made.fit)
      keep(pathOf(key, 'json')!, JSON.stringify(made.legs))
    }
    return made
  }
  return {
    legs: (owner, seed, activity) => {
      const key = keyOf(owner, activity)
      const path = pathOf(key, 'json')
      const known =
        legs.get(key) ?? (path && existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as LegSummary[]) : null)
      if (!known) return make(key, seed, activity).legs
      legs.set(key, known)
      return known
    },
    fit: (owner, seed, activity) => {
      const key = keyOf(owner, activity)
      const path = pathOf(key, 'fit')
      const held = files.get(key)
      if (held) return held
      return path && existsSync(path) ? readFileSync(path) : make(key, seed, activity).fit
    },
  }
}

const keyOf = (owner: string, activity: PlannedActivity) => `${owner}/${activity.key.replace('/', '-')}`

function render(seed: number, activity: PlannedActivity): StoredFile {
  const recording = recordActivity(seed, activity)
  return {
    fit: encodeFit({ kind: 'activity', createdAtS: activity.startTimeS, recording }),
    legs: summariseLegs(recording, zoneFloors(activity.body)),
  }
}

/** Shares of maximum heart rate and of FTP at which the five zones begin. */
export function zoneFloors(body: { hrMaxBpm: number; ftpW: number }): ZoneFloors {
  return {
    hrBpm: [0.5, 0.6, 0.7, 0.8, 0.9].map((share) => Math.round(share * body.hrMaxBpm)),
    powerW: [0, 0.56, 0.76, 0.91, 1.06].map((share) => Math.round(share * body.ftpW)),
  }
}

function keep(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.part`, content)
  renameSync(`${path}.part`, path)
}
