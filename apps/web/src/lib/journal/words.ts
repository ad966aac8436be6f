import { m } from '#lib/paraglide/messages.js'

export const feelingWords = (): string[] => [m.feeling_1(), m.feeling_2(), m.feeling_3(), m.feeling_4(), m.feeling_5()]
