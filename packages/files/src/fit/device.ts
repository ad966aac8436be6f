import type { Device } from '@rc/domain'
import type { MessageLists } from './profile.ts'

/** FIT's manufacturer numbers that athletes meet. */
const manufacturers: Record<number, string> = {
  1: 'garmin',
  6: 'srm',
  7: 'quarq',
  9: 'saris',
  13: 'dynastream_oem',
  15: 'dynastream',
  16: 'timex',
  23: 'suunto',
  32: 'wahoo_fitness',
  37: 'magellan',
  38: 'osynce',
  40: 'concept2',
  48: 'pioneer',
  52: 'seiko_epson',
  59: 'mio',
  61: 'geonaute',
  63: 'specialized',
  67: 'bkool',
  68: 'cateye',
  69: 'stages_cycling',
  70: 'sigmasport',
  71: 'tomtom',
  73: 'wattbike',
  76: 'moxy',
  89: 'tacx',
  95: 'stryd',
  107: 'magene',
  111: 'technogym',
  115: 'igpsport',
  122: 'johnson_health_tech',
  123: 'polar_electro',
  132: 'cycplus',
  142: 'tag_heuer',
  255: 'development',
  258: 'lezyne',
  260: 'zwift',
  263: 'favero_electronics',
  265: 'strava',
  267: 'bryton',
  268: 'sram',
  281: 'trainer_road',
  282: 'the_sufferfest',
  286: 'omata',
  289: 'hammerhead',
  294: 'coros',
  305: 'whoop',
  307: 'onelap',
  309: 'form',
  310: 'decathlon',
  315: 'rgt_cycling',
}
const numbers = new Map(Object.entries(manufacturers).map(([number, name]) => [name, Number(number)]))

/** The manufacturer's number for the encoder; an unknown one is FIT's "development". */
export const manufacturerNumber = (name: string | null): number => numbers.get(name ?? '') ?? Number(name || 255)

/** The device by `file_id`, completed from the creator's `device_info` (index 0). */
export function deviceOf(messages: MessageLists): Device {
  const file = messages.fileId[0]
  const info = messages.deviceInfo.find((d) => d.deviceIndex === 0)
  const manufacturer = file?.manufacturer ?? info?.manufacturer
  const product = file?.productName ?? info?.productName ?? file?.product ?? info?.product
  const serial = file?.serialNumber ?? info?.serialNumber
  return {
    manufacturer: manufacturer === undefined ? null : (manufacturers[manufacturer] ?? String(manufacturer)),
    product: product === undefined ? null : String(product),
    serial: serial === undefined ? null : String(serial),
  }
}
