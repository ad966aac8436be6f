import { sportFamily, type Sport } from '@rc/domain'

/** Steps count both feet, so spm is twice the stored revolutions per minute; a crank has one. */
export const cadenceFactor = (sport: Sport): 1 | 2 => (['run', 'foot'].includes(sportFamily(sport)) ? 2 : 1)

export function cadenceUnit(sport: Sport): 'spm' | 'rpm' | 'str/min' {
  const family = sportFamily(sport)
  if (family === 'swim') return 'str/min'
  return family === 'run' || family === 'foot' ? 'spm' : 'rpm'
}
