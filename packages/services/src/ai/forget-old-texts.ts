import { forgetOldAiTexts } from '@rc/db/queries/ai'
import type { Deps } from '../deps.ts'

/** Words that their athletes want kept no longer; sums stay. */
export const forgetOldTexts = ({ database }: Pick<Deps, 'database'>): Promise<void> => forgetOldAiTexts(database)
