import type { Vendor } from '@rc/domain'
import type { VendorDefinition } from './define.ts'
import { garmin } from './garmin/definition.ts'

export type { DatasetDefinition, DayRange, VendorDefinition } from './define.ts'
export { parseTokens, type Credential } from './garmin/credential.ts'

/** Every vendor there is. */
export const vendorDefinitions: Record<Vendor, VendorDefinition> = { garmin }
