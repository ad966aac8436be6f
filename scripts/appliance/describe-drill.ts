import type { Proof } from '@rc/services/backup/prove-backup'

/** Time of a trial restore, for a person and for comparison between sizes. */
export function describeDrill({ seconds, samples }: Pick<Proof, 'seconds' | 'samples'>): string {
  const perMillion = samples > 0 ? `, ${((seconds / samples) * 1e6).toFixed(1)} s per million samples` : ''
  return `restored and compared in ${seconds.toFixed(1)} s${perMillion}`
}
