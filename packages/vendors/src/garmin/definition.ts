import { datasets, type Dataset, type Door } from '@rc/domain'
import type { DatasetDefinition, VendorDefinition } from '../define.ts'

const days = (maxDays: DatasetDefinition['maxDays']): DatasetDefinition => ({ kind: 'days', maxDays })
const snapshot = (...open: Door[]): DatasetDefinition => ({
  kind: 'snapshot',
  maxDays: Object.fromEntries(open.map((door) => [door, 1])),
})

/** Which door gives what, and how many days one question may span there: the limits that were seen, or less. */
const definitions: Record<Dataset, DatasetDefinition> = {
  activities: days({ personal: 92, connect: 92 }),
  daily_summary: days({ personal: 365, connect: 1 }),
  sleep: days({ personal: 1, connect: 1 }),
  hrv: days({ personal: 28, connect: 28 }),
  heart_rate: days({ personal: 1, connect: 1 }),
  stress: days({ personal: 28, connect: 28 }),
  body_battery: days({ personal: 28, connect: 28 }),
  steps: days({ personal: 28, connect: 28 }),
  weight: days({ personal: 92, connect: 92 }),
  spo2: days({ personal: 1, connect: 1 }),
  respiration: days({ connect: 1 }),
  training_readiness: days({ connect: 1 }),
  training_status: days({ connect: 1 }),
  vo2max: days({ connect: 28 }),
  race_predictions: days({ connect: 366 }),
  personal_records: snapshot('connect'),
  thresholds: snapshot('personal', 'connect'),
  heart_rate_zones: snapshot('personal', 'connect'),
  devices: snapshot('connect'),
  gear: snapshot('connect'),
}

const capabilitiesOf = (door: Door) => datasets.filter((dataset) => definitions[dataset].maxDays[door] !== undefined)

export const garmin: VendorDefinition = {
  vendor: 'garmin',
  doors: [
    { door: 'personal', official: true, capabilities: capabilitiesOf('personal') },
    { door: 'connect', official: false, capabilities: capabilitiesOf('connect') },
  ],
  datasets: definitions,
  links: {
    personalKey: 'https://connect.garmin.com/app/settings/personalApiToken',
    exportData: 'https://www.garmin.com/account/datamanagement/exportdata',
  },
}
