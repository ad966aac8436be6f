import { readFile } from '@rc/files'
import { expect, test } from 'vitest'
import { planDays } from './plan-days.ts'
import { renderActivityFit, renderMonitoringFit, renderNightFit } from './render.ts'

const days = [...planDays({ seed: 1, firstDay: '2026-05-04', lastDay: '2026-06-14', timeZone: 'Asia/Seoul' })]
const read = (file: { name: string; bytes: Uint8Array }) => {
  const contents = readFile(file.bytes, file.name)
  if (!contents.ok) throw new Error(contents.missing.join(' '))
  return contents.value
}

test('every activity of six weeks is read back as what it was meant to be', () => {
  for (const activity of days.flatMap((day) => day.activities)) {
    const contents = read(renderActivityFit(1, activity))
    expect(contents).toMatchObject({ kind: 'activity', flags: [], device: { manufacturer: 'development' } })
    const [recording, ...more] = contents.recordings
    expect(more).toEqual([])
    expect(recording).toMatchObject({ sport: activity.sport, startTimeS: activity.startTimeS, flags: [] })
    const timerS = recording!.sessions.reduce((sum, session) => sum + session.timerS!, 0)
    expect(timerS / activity.expectedS).toBeGreaterThan(0.88)
    expect(timerS / activity.expectedS).toBeLessThan(1.12)
  }
}, 30_000)

test('nights and days are read back', () => {
  const day = days.find((one) => one.night && new Date(one.date).getUTCDay() === 1)!
  const [sleep, hrv] = renderNightFit(day).map(read)
  expect(sleep).toMatchObject({
    kind: 'sleep',
    wellness: { sleep: { startS: day.night!.startS, endS: day.night!.endS } },
  })
  expect(hrv!.wellness?.hrvNight?.lastNightAvgMs).toBeCloseTo(day.night!.rmssdMs, 1)
  const [monitoring, metrics] = renderMonitoringFit(day).map(read)
  expect(monitoring!.wellness?.hrBpm.value).toHaveLength((day.endS - day.startS) / 120)
  expect(monitoring!.wellness?.readings).toContainEqual({ timeS: day.endS - 60, name: 'steps', value: day.steps })
  expect(metrics!.wellness?.readings.map((reading) => reading.name)).toEqual(['vo2max'])
})
