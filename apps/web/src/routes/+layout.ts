import { setFormatLocale } from '#lib/format/locale.ts'
import { getLocale } from '#lib/paraglide/runtime.js'

export const ssr = false
export const prerender = false

/** The language is settled before anything is drawn; changing it reloads the page. */
export const load = (): void => setFormatLocale(getLocale())
