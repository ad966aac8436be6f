/**
 * The quantities an activity is sampled in, in storage order: column `name` of `activity_samples`.
 * `decimals` is the resolution worth sending to a screen.
 */
export const channels = [
  { name: 'latDeg', column: 'lat_deg', type: 'float8', decimals: 6 },
  { name: 'lonDeg', column: 'lon_deg', type: 'float8', decimals: 6 },
  { name: 'distanceM', column: 'distance_m', type: 'float8', decimals: 2 },
  { name: 'altitudeM', column: 'altitude_m', type: 'float4', decimals: 1 },
  { name: 'speedMps', column: 'speed_mps', type: 'float4', decimals: 3 },
  { name: 'hrBpm', column: 'hr_bpm', type: 'int2', decimals: 0 },
  { name: 'cadenceRpm', column: 'cadence_rpm', type: 'float4', decimals: 1 },
  { name: 'powerW', column: 'power_w', type: 'int4', decimals: 0 },
  { name: 'temperatureC', column: 'temperature_c', type: 'float4', decimals: 1 },
  { name: 'verticalOscillationMm', column: 'vertical_oscillation_mm', type: 'float4', decimals: 1 },
  { name: 'stanceTimeMs', column: 'stance_time_ms', type: 'float4', decimals: 0 },
  { name: 'stanceBalancePct', column: 'stance_balance_pct', type: 'float4', decimals: 2 },
  { name: 'verticalRatioPct', column: 'vertical_ratio_pct', type: 'float4', decimals: 2 },
  { name: 'stepLengthMm', column: 'step_length_mm', type: 'float4', decimals: 0 },
  { name: 'respirationBrpm', column: 'respiration_brpm', type: 'float4', decimals: 1 },
  { name: 'leftRightBalanceRaw', column: 'left_right_balance_raw', type: 'int2', decimals: 0 },
] as const
export type Channel = (typeof channels)[number]['name']
export const channelNames: readonly Channel[] = channels.map((c) => c.name)

/**
 * Samples as columns. All arrays have length `n`; NaN is "not recorded". `timeS` is Unix seconds and keeps file order:
 * it may repeat or step back where the device did. Cadence is per leg or per crank (runners see twice the number).
 */
export interface SampleColumns {
  n: number
  timeS: Float64Array
  channels: Partial<Record<Channel, Float64Array>>
}

/** What sensor apps measured stands in where the device recorded no such channel. */
export const withDeveloperChannels = (
  samples: SampleColumns,
  developer: SampleColumns['channels'] = {},
): SampleColumns => ({ ...samples, channels: { ...developer, ...samples.channels } })
