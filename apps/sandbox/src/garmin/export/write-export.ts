import { closeSync, openSync, writeSync } from 'node:fs'
import { addDays } from '@rc/domain'
import { renderMonitoringFit, renderNightFit } from '../../athlete/render.ts'
import { packZip, zipParts, type ZipEntry } from '../../zip.ts'
import type { Account } from '../account.ts'
import { personalRecords } from '../data/personal-records.ts'
import { nightOf } from '../data/day-values.ts'
import { activityPages } from './activity-pages.ts'
import { dayFiles } from './day-pages.ts'

/** Days of one file; it begins a week before the last one ended, so that a day may be there twice. */
const daysPerFile = 100
const overlapDays = 7
/** Files of one archive inside the archive. */
const filesPerPart = 400

/** Writes what Garmin sends a few days after "Export Your Data" was pressed; the archive is never whole in memory. */
export function writeExport(account: Account, path: string): void {
  const file = openSync(path, 'w')
  try {
    for (const part of zipParts(exportEntries(account))) writeSync(file, part)
  } finally {
    closeSync(file)
  }
}

function* exportEntries(account: Account): Generator<ZipEntry> {
  const root = `${account.guid}/DI_CONNECT`
  const json = (name: string, content: unknown): ZipEntry => ({
    name: `${root}/${name}`,
    bytes: Buffer.from(JSON.stringify(content)),
  })
  yield json('DI-Connect-User/user_profile.json', {
    userName: account.email,
    displayName: account.displayName,
    profileId: account.profileId,
    gender: 'MALE',
  })
  for (const { name, rows } of activityPages(account)) yield json(`DI-Connect-Fitness/${name}`, rows)
  yield json(`DI-Connect-Fitness/${account.email}_personalRecord.json`, [{ personalRecords: personalRecords(account) }])

  const { history } = account
  for (let from = history.firstDay; from <= history.today(); from = addDays(from, daysPerFile - overlapDays)) {
    const days = history.between(from, addDays(from, daysPerFile - 1))
    for (const { name, row } of dayFiles) {
      const rows = days.flatMap((day) => row(account, day))
      const filled = name
        .replace('{from}', from)
        .replace('{to}', days.at(-1)?.date ?? from)
        .replace('{id}', String(account.profileId))
      if (rows.length > 0) yield json(filled, rows)
    }
  }

  let part: ZipEntry[] = []
  let number = 0
  for (const entry of uploadedFiles(account)) {
    part.push(entry)
    if (part.length < filesPerPart) continue
    yield partEntry(root, ++number, part)
    part = []
  }
  if (part.length > 0) yield partEntry(root, ++number, part)
}

const partEntry = (root: string, number: number, entries: ZipEntry[]): ZipEntry => ({
  name: `${root}/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part${number}.zip`,
  bytes: packZip(entries),
})

/** Files of every kind, named by the number of their upload, which is not that of the activity. */
function* uploadedFiles(account: Account): Generator<ZipEntry> {
  let upload = 100_000_000
  const named = (bytes: Uint8Array): ZipEntry => ({ name: `${account.email}_${++upload}.fit`, bytes })
  for (const activity of account.history.activities().toReversed()) {
    const fit = activity.fit()
    if (fit) yield named(fit)
    // Now and then the phone sent it a second time.
    if (fit && activity.id % 97 === 0) yield named(fit)
  }
  for (const day of account.history.days()) {
    if (nightOf(account.history, day)) for (const { bytes } of renderNightFit(day)) yield named(bytes)
    if (day.endS <= account.history.nowS()) for (const { bytes } of renderMonitoringFit(day)) yield named(bytes)
  }
}
