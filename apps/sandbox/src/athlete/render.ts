import { encodeFit } from '@rc/files'
import { dayWellness } from './day-wellness.ts'
import { watch } from './devices.ts'
import { nightHrv, nightSleep } from './night-wellness.ts'
import type { PlannedActivity, PlannedDay } from './planned.ts'
import { recordActivity } from './record-activity.ts'

export interface RenderedFile {
  name: string
  bytes: Uint8Array
}

/** The FIT file of one activity. */
export function renderActivityFit(seed: number, activity: PlannedActivity): RenderedFile {
  return {
    name: `${activity.key.replace('/', '-')}-${activity.sport}.fit`,
    bytes: encodeFit({
      kind: 'activity',
      createdAtS: activity.startTimeS,
      recording: recordActivity(seed, activity),
    }),
  }
}

/** Sleep and HRV of the night that ended on this day; nothing when the watch was not worn. */
export function renderNightFit(day: PlannedDay): RenderedFile[] {
  if (!day.night) return []
  const file = { createdAtS: day.night.endS, device: watch }
  return [
    {
      name: `${day.date}-sleep.fit`,
      bytes: encodeFit({ kind: 'sleep', ...file, wellness: nightSleep(day, day.night) }),
    },
    { name: `${day.date}-hrv.fit`, bytes: encodeFit({ kind: 'hrv', ...file, wellness: nightHrv(day, day.night) }) },
  ]
}

/** Heart rate and stress of the day up to `untilS`; at the end of a Monday the watch's estimate of VO2max as well. */
export function renderMonitoringFit(day: PlannedDay, untilS: number = day.endS): RenderedFile[] {
  const monitoring = encodeFit({
    kind: 'monitoring',
    createdAtS: day.startS,
    device: watch,
    wellness: dayWellness(day, untilS),
  })
  const files = [{ name: `${day.date}-monitoring.fit`, bytes: monitoring }]
  if (untilS < day.endS || new Date(day.date).getUTCDay() !== 1) return files
  const vo2Max = { timeS: day.endS - 60, name: 'vo2max', value: Math.round(day.body.vo2Max * 10) / 10 }
  const metrics = encodeFit({
    kind: 'metrics',
    createdAtS: vo2Max.timeS,
    device: watch,
    wellness: { readings: [vo2Max] },
  })
  return [...files, { name: `${day.date}-metrics.fit`, bytes: metrics }]
}
