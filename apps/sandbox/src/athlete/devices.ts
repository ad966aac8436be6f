import type { Device } from '@rc/domain'

/** FIT's own word for a maker that is none: nobody may take these files for recordings of a real watch. */
export const watch: Device = { manufacturer: 'development', product: 'synthetic athlete', serial: '1' }
