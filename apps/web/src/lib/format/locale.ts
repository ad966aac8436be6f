export type Locale = 'ko' | 'en'

let current: Locale = 'ko'

/** Set once at start, before anything is drawn; changing the language reloads the page. */
export const setFormatLocale = (locale: Locale): void => {
  current = locale
}
export const formatLocale = (): Locale => current

/** Figures keep Latin digits, and a week starts on Monday wherever the athlete lives. */
export const intlLocale = (): string => (current === 'ko' ? 'ko-KR-u-nu-latn-fw-mon' : 'en-GB-u-nu-latn-fw-mon')
