import { acuteChronicRatio, type AcwrForm } from '../metrics/acwr.ts'
import { elevationLoad } from '../metrics/elevation-load.ts'
import { fosterWeek } from '../metrics/foster.ts'
import { intensityDistribution } from '../metrics/intensity-distribution.ts'
import { normalizedDivergence } from '../metrics/normalized-divergence.ts'
import { maybe, type GoldenTable, type Maybe } from './input.ts'

const mPerMile = 1609.344

const acwrForms: Record<string, AcwrForm> = {
  ra_coupled: 'coupled',
  coupled: 'coupled',
  ra_uncoupled: 'uncoupled',
  uncoupled: 'uncoupled',
  ewma: 'ewma',
}

/** What many days of load say. */
export const trainingVectors: GoldenTable = {
  acwr: (input) => {
    const loads = (input['loads'] as Maybe[]).map((load) => load ?? 0)
    return acuteChronicRatio(loads, acwrForms[input['method'] as string]!)(loads.length - 1)
  },
  foster: (input) => fosterWeek(input['week'] as number[]),
  elevation_load: (input) => {
    const load = elevationLoad(maybe(input, 'distance_m'), maybe(input, 'gain_m'))
    return (
      load && {
        elevation_load_km: load.elevationLoadM / 1000,
        total_load_km: load.totalLoadM / 1000,
        elevation_load_mi: load.elevationLoadM / mPerMile,
        total_load_mi: load.totalLoadM / mPerMile,
      }
    )
  },
  normalized_divergence: (input) => normalizedDivergence(maybe(input, 'ext'), maybe(input, 'intr')),
  tid: (input) => {
    const result = intensityDistribution(maybe(input, 'z1'), maybe(input, 'z2'), maybe(input, 'z3'))
    return result && { f1: result.f1, f2: result.f2, f3: result.f3, pi: result.polarizationIndex, class: result.kind }
  },
}
