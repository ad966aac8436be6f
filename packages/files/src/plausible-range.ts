import type { Channel } from '@rc/domain'

const ranges: Partial<Record<Channel, [number, number]>> = {
  latDeg: [-90, 90],
  lonDeg: [-180, 180],
  hrBpm: [0, 255],
  powerW: [0, 65_535],
  leftRightBalanceRaw: [0, 255],
}

/** Values outside are no measurement, whatever a file could hold (corrupt files, odd developer fields, text without limits). */
export const plausibleRange = (channel: Channel): [number, number] => ranges[channel] ?? [-1e8, 1e8]
