import type { Login } from '@rc/contract'

const ended: Login['state'][] = ['done', 'failed', 'cancelled']

/** Something is still to come of this press: from the vendor, or from the athlete. */
export const isUnderWay = ({ state }: Login): boolean => !ended.includes(state)
