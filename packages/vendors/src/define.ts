import type { Dataset, Door, LocalDate, Vendor } from '@rc/domain'

/** A vendor as pages and the sync see it. */
export interface VendorDefinition {
  vendor: Vendor
  doors: { door: Door; official: boolean; capabilities: readonly Dataset[] }[]
  datasets: Partial<Record<Dataset, DatasetDefinition>>
  /** Where the athlete makes a key, and where they ask for all their data. */
  links: { personalKey: string; exportData: string }
}

/** `days`: asked about day by day, or many days at once. `snapshot`: only as it is now. */
export interface DatasetDefinition {
  kind: 'days' | 'snapshot'
  /** Most days of one question, door by door. */
  maxDays: Partial<Record<Door, number>>
}

/** Days, both included. */
export interface DayRange {
  from: LocalDate
  to: LocalDate
}
